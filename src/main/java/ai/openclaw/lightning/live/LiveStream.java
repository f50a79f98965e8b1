package ai.openclaw.lightning.live;

import ai.openclaw.lightning.http.exchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** One listener. Whoever is slow gets only the newest message, so that nothing piles up. For one event loop. */
final class LiveStream implements Answer.Pieces {

    private final HttpServerResponse response;

    /** Where the next message goes; null while the last one is on its way. */
    private Promise<Buffer> asked;

    private Buffer newest;
    private boolean ended;

    LiveStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public Future<Buffer> next() {
        if (newest != null) {
            Buffer message = newest;
            newest = null;
            return Future.succeededFuture(message);
        }
        if (ended) {
            return Future.succeededFuture(null);
        }
        asked = Promise.promise();
        return asked.future();
    }

    void send(Buffer message) {
        if (asked == null) {
            newest = message;
            return;
        }
        answer(message);
    }

    /** The listener is told that nothing more comes. */
    void end() {
        ended = true;
        if (asked != null) {
            answer(null);
        }
    }

    private void answer(Buffer message) {
        Promise<Buffer> waiting = asked;
        asked = null;
        waiting.complete(message);
    }

    boolean isGone() {
        return response.ended() || response.closed();
    }
}
