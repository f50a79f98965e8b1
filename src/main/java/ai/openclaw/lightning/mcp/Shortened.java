package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.intake.Excerpt;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TracePage;

/** Traces with short texts: a model reads all of it, and remembers little. */
final class Shortened {

    private static final int LISTED_BYTES = 500;
    private static final int DETAIL_BYTES = 2_000;

    private Shortened() {}

    static TracePage of(TracePage page) {
        return new TracePage(
                page.traces().stream().map(trace -> of(trace, LISTED_BYTES)).toList(), page.next());
    }

    static TraceDetail of(TraceDetail detail) {
        return new TraceDetail(
                of(detail.trace(), DETAIL_BYTES),
                detail.calls().stream().map(Shortened::of).toList(),
                detail.nextCalls(),
                detail.rewards(),
                detail.nextRewards());
    }

    private static Trace of(Trace one, int bytes) {
        return new Trace(
                one.id(),
                one.traceId(),
                one.sessionKey(),
                one.status(),
                Excerpt.of(one.message(), bytes),
                one.startTime(),
                one.endTime(),
                one.success(),
                one.failure(),
                one.reward(),
                one.tokensUsed(),
                one.latencyMs(),
                one.agentId(),
                one.model(),
                one.taskKey(),
                one.promptVersion(),
                one.origin(),
                one.parentTraceId(),
                Excerpt.of(one.metadata(), bytes),
                one.toolsUsed(),
                one.toolsFailed(),
                one.toolCount(),
                one.arms(),
                one.sender());
    }

    private static StoredCall of(StoredCall one) {
        return new StoredCall(
                one.id(),
                one.callId(),
                one.toolName(),
                Excerpt.of(one.params(), DETAIL_BYTES),
                Excerpt.of(one.result(), DETAIL_BYTES),
                Excerpt.of(one.error(), DETAIL_BYTES),
                one.exitCode(),
                one.durationMs(),
                one.timestamp());
    }
}
