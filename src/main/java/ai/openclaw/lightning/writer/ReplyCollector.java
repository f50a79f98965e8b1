package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers the replies to the requests of one message, which may come in any order and from several threads. */
final class ReplyCollector {

    private final WriteReply[] replies;
    private final AtomicInteger missing;
    private final Promise<List<WriteReply>> all = Promise.promise();

    /** For that many requests, at least one. */
    ReplyCollector(int requests) {
        replies = new WriteReply[requests];
        missing = new AtomicInteger(requests);
    }

    /** Once for each request. */
    void set(int index, WriteReply reply) {
        replies[index] = reply;
        if (missing.decrementAndGet() == 0) {
            all.complete(Arrays.asList(replies));
        }
    }

    /** Completes with the last of them, on the thread that brought it. */
    Future<List<WriteReply>> all() {
        return all.future();
    }
}
