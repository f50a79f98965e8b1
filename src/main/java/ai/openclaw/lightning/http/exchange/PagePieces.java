package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.view.JsonPieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A page of which the first piece is there. For one event loop. */
final class PagePieces implements Answer.Pieces {

    private final JsonPieces page;
    private Buffer first;

    PagePieces(Buffer first, JsonPieces page) {
        this.first = first;
        this.page = page;
    }

    @Override
    public Future<Buffer> next() {
        Buffer next = first;
        first = null;
        if (next == null && !page.isDone()) {
            next = Buffer.buffer(page.next());
        }
        return Future.succeededFuture(next);
    }
}
