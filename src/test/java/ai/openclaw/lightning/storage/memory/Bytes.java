package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.Changes.Text;
import java.nio.charset.StandardCharsets;

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

    /** The texts of a trace as UTF-8. */
    static long ofTexts(Trace trace) {
        return ofTexts(trace.traceId(), trace.sessionKey(), trace.agentId(), trace.model(), trace.taskKey())
                + ofTexts(trace.promptVersion(), trace.parentTraceId(), trace.arms())
                + ofTexts(trace.toolsUsed().toArray(String[]::new))
                + ofTexts(trace.message(), trace.metadata());
    }

    /** The texts of a tool call as UTF-8. */
    static long ofTexts(StoredCall call) {
        return ofTexts(call.callId(), call.toolName()) + ofTexts(call.params(), call.result(), call.error());
    }

    /** The texts of a reward as UTF-8. */
    static long ofTexts(StoredReward reward) {
        return ofTexts(reward.rewardId(), reward.source()) + ofTexts(reward.metadata());
    }

    private static long ofTexts(String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static long ofTexts(Content... contents) {
        long bytes = 0;
        for (Content content : contents) {
            bytes += content == null ? 0 : ofTexts(content.text());
        }
        return bytes;
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
