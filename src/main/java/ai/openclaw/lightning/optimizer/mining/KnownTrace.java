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
 * @param taskStratum task key and conditions; null without a task key
 * @param outcome null when it is not scored
 */
record KnownTrace(
        String traceId,
        long order,
        long mark,
        String conditions,
        String taskStratum,
        HashedText message,
        List<Visit> visits,
        Double outcome) {

    static KnownTrace of(ScoredTrace trace, List<Visit> visits) {
        String conditions = TraceStart.conditions(trace.model(), trace.promptVersion());
        return new KnownTrace(
                trace.traceId(),
                trace.receivedOrder(),
                mark(trace.traceId()),
                conditions,
                trace.taskKey() == null ? null : TraceStart.stratum(trace.taskKey(), conditions),
                HashedText.of(trace.firstMessage()),
                visits,
                trace.outcome());
    }

    boolean isScored() {
        return outcome != null;
    }

    boolean isKeyed() {
        return outcome != null && taskStratum != null;
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014) over a polynomial hash of the id. */
    private static long mark(String traceId) {
        long hash = 1125899906842597L;
        for (int i = 0; i < traceId.length(); i++) {
            hash = 31 * hash + traceId.charAt(i);
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
