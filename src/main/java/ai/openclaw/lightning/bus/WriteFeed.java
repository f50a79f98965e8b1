package ai.openclaw.lightning.bus;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * One caller's way to the writer. The requests of one turn of its event loop travel together: a message, with its reply
 * and its timer, costs more than a small request itself. A long turn sends more than one, so that the writer need not
 * wait for its end. For the thread of one context.
 */
public final class WriteFeed {

    /** With 100 clients, the writer stores one half while the other half is being read. */
    static final int MESSAGE_REQUESTS_MAX = 50;

    private final Bus bus;
    private final Context context;
    private final Runnable stored;
    private List<Queued> waiting = new ArrayList<>();

    private record Queued(WriteRequest request, Promise<WriteReply> answer) {}

    WriteFeed(Bus bus, Context context, Runnable stored) {
        this.bus = bus;
        this.context = context;
        this.stored = stored;
    }

    /** Stores a request's events; completes after their transaction has committed, fails when none was stored. */
    public Future<WriteReply> write(WriteRequest request) {
        if (waiting.isEmpty()) {
            context.runOnContext(turnEnds -> send());
        }
        Promise<WriteReply> answer = Promise.promise();
        waiting.add(new Queued(request, answer));
        if (waiting.size() == MESSAGE_REQUESTS_MAX) {
            send();
        }
        return answer.future();
    }

    private void send() {
        if (waiting.isEmpty()) {
            return; // the turn's last request filled a message
        }
        List<Queued> sent = waiting;
        waiting = new ArrayList<>();
        bus.write(sent.stream().map(Queued::request).toList())
                .map(replies -> {
                    answer(sent, replies);
                    stored.run();
                    return null;
                })
                .otherwise(failure -> {
                    BridgeException reason = BridgeException.of(failure);
                    sent.forEach(each -> each.answer().tryFail(reason));
                    return null;
                });
    }

    private static void answer(List<Queued> sent, List<WriteReply> replies) {
        for (int i = 0; i < sent.size(); i++) {
            WriteReply reply = replies.get(i);
            Promise<WriteReply> answer = sent.get(i).answer();
            if (reply.failure() == null) {
                answer.complete(reply);
            } else {
                answer.fail(reply.failure());
            }
        }
    }
}
