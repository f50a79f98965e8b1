package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.stats.HashedText;
import java.util.List;

/**
 * The kept part of a trace: enough to subtract it when its outcome changes and to sort it into new strata.
 *
 * @param mark a random-looking number made from the trace id
 * @param conditions model and prompt version
 * @param task the client's task key, else the {@link MessageKey}; null without either
 * @param isNamed whether the client gave the task key
 * @param record the {@link TraceRecord}; null where too little is recorded
 * @param outcome null when it is not scored
 */
record KnownTrace(
        String traceId,
        long order,
        long mark,
        String conditions,
        String task,
        boolean isNamed,
        HashedText message,
        List<Visit> visits,
        Long record,
        Double outcome) {

    static KnownTrace of(ScoredTrace trace, List<Visit> visits) {
        String conditions = TraceStart.conditions(trace.model(), trace.promptVersion(), trace.sender());
        String message = MessageKey.of(trace.firstMessage());
        return new KnownTrace(
                trace.traceId(),
                trace.receivedOrder(),
                TraceRecord.mark(trace.traceId()),
                conditions,
                trace.taskKey() == null ? message : trace.taskKey(),
                trace.taskKey() != null,
                HashedText.of(trace.firstMessage()),
                visits,
                TraceRecord.of(conditions, message, trace.calls()),
                trace.outcome());
    }

    boolean isScored() {
        return outcome != null;
    }

    /** The stratum of the same task under the same conditions; null without a task. */
    String taskStratum() {
        return task == null ? null : TraceStart.stratum(task, conditions);
    }
}
