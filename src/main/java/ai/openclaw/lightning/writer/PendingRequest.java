package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.Written;
import java.util.List;

/** A request that was taken, and where its reply goes. */
record PendingRequest(WriteRequest request, ReplyCollector replies, int index) {

    int events() {
        return request.events().size();
    }

    void stored(List<Written> written) {
        replies.set(index, WriteReply.stored(written));
    }

    void failed(BridgeException failure) {
        replies.set(index, WriteReply.failed(failure));
    }
}
