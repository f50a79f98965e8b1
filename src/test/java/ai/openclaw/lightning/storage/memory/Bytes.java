package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.Changes.Text;

/** About what stored things take: their text, and as much as a small record beside it. */
final class Bytes {

    private static final int RECORD = 200;

    private Bytes() {}

    static long of(Text text) {
        return ofAll(text.message(), text.metadata(), text.endMetadata());
    }

    static long of(StoredCall call) {
        return ofAll(call.callId(), call.toolName(), call.params(), call.result(), call.error());
    }

    static long of(StoredReward reward) {
        return ofAll(reward.rewardId(), reward.metadata());
    }

    static long of(TraceEvent event) {
        return (long) RECORD + event.contentBytes();
    }

    private static long ofAll(String... texts) {
        long bytes = RECORD;
        for (String text : texts) {
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }
}
