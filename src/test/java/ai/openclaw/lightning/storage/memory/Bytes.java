package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.Changes.Text;

/** About what stored things take: their text, and as much as a small record beside it. */
final class Bytes {

    private static final long RECORD = 200;

    private Bytes() {}

    static long of(Text text) {
        return RECORD + ofAll(text.message(), text.metadata(), text.endMetadata());
    }

    static long of(StoredCall call) {
        return RECORD + ofAll(call.callId(), call.toolName()) + ofAll(call.params(), call.result(), call.error());
    }

    static long of(StoredReward reward) {
        return RECORD + ofAll(reward.rewardId()) + ofAll(reward.metadata());
    }

    static long of(TraceEvent event) {
        return RECORD + event.contentBytes();
    }

    private static long ofAll(String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }

    private static long ofAll(Content... contents) {
        long bytes = 0;
        for (Content content : contents) {
            bytes += content == null ? 0 : content.text().length();
        }
        return bytes;
    }
}
