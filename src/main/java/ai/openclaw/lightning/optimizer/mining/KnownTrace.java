package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.stats.HashedText;
import java.util.List;
import java.util.Objects;

/**
 * The kept part of a trace: enough to subtract it when its outcome changes and to sort it into new strata.
 *
 * @param mark a random-looking number made from the trace id
 * @param conditions model and prompt version
 * @param task the client's task key, else the {@link MessageKey}; null without either
 * @param isNamed whether the client gave the task key
 * @param record a number made from everything that is recorded of message and calls; null where a part is not
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
        String conditions = TraceStart.conditions(trace.model(), trace.promptVersion());
        String message = MessageKey.of(trace.firstMessage());
        return new KnownTrace(
                trace.traceId(),
                trace.receivedOrder(),
                scattered(hash(1125899906842597L, trace.traceId())),
                conditions,
                trace.taskKey() == null ? message : trace.taskKey(),
                trace.taskKey() != null,
                HashedText.of(trace.firstMessage()),
                visits,
                isKnown(message, trace.calls()) ? record(conditions, message, trace.calls()) : null,
                trace.outcome());
    }

    boolean isScored() {
        return outcome != null;
    }

    /** The stratum of the same task under the same conditions; null without a task. */
    String taskStratum() {
        return task == null ? null : TraceStart.stratum(task, conditions);
    }

    /** Without arguments or results calls look the same that are not. */
    private static boolean isKnown(String message, List<ScoredCall> calls) {
        return message != null
                && !calls.isEmpty()
                && calls.stream()
                        .allMatch(
                                call -> call.paramsDigest() != null && (call.errored() || call.resultDigest() != null));
    }

    /**
     * What each call got, brought and took. Times belong to it: an agent that did the same again took another time, unless
     * it is a recording that is played.
     */
    private static long record(String conditions, String message, List<ScoredCall> calls) {
        long hash = hash(hash(1, conditions), message);
        for (ScoredCall call : calls) {
            hash = hash(hash(hash(hash, call.toolName()), call.paramsDigest()), call.resultDigest());
            hash = scattered(hash + (call.errored() ? 1 : 0)) + Objects.hash(call.durationMs(), call.tokens());
        }
        return scattered(hash);
    }

    /** Polynomial; null counts as no text. */
    private static long hash(long seed, String text) {
        long hash = 31 * seed + 7;
        for (int i = 0; text != null && i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long scattered(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
