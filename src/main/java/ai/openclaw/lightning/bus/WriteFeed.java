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
 * One caller's way to the writer. The requests of one turn of its event loop travel as one message: a message, with its
 * reply and its timer, costs more than a small request itself. For the thread of one context.
 */
public final class WriteFeed {

    private final Bus bus;
    private final Context context;
    private List<Waiting> waiting = new ArrayList<>();

    private record Waiting(WriteRequest request, Promise<WriteReply> answer) {}

    WriteFeed(Bus bus, Context context) {
        this.bus = bus;
        this.context = context;
    }

    /** Stores a request's events; completes after their transaction has committed, fails when none was stored. */
    public Future<WriteReply> write(WriteRequest request) {
        if (waiting.isEmpty()) {
            context.runOnContext(turnEnds -> send());
        }
        Promise<WriteReply> answer = Promise.promise();
        waiting.add(new Waiting(request, answer));
        return answer.future();
    }

    private void send() {
        List<Waiting> sent = waiting;
        waiting = new ArrayList<>();
        bus.write(sent.stream().map(Waiting::request).toList())
                .onComplete(replies -> answer(sent, replies), failure -> {
                    BridgeException reason = BridgeException.of(failure);
                    sent.forEach(each -> each.answer().fail(reason));
                });
    }

    private static void answer(List<Waiting> sent, List<WriteReply> replies) {
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
