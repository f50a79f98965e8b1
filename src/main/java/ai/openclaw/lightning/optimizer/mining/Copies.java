package ai.openclaw.lightning.optimizer.mining;

import java.util.HashMap;
import java.util.Map;

/**
 * Traces that are copies of earlier ones in all that is recorded. Where they end as the first one did, they repeat what is
 * known already: an agent that replays one session a hundred times has shown one session. Where they end otherwise, chance
 * decided anew, and each of them tells something. To decide this for each record by its own outcomes would bend the shares,
 * so it is decided for all copies of an agent together.
 */
final class Copies {

    /** So many copies have to be seen before each of them counts. */
    private static final int JUDGED_MIN = 10;

    /** At this share that ends otherwise each copy counts; below the lower one they count once again. */
    private static final double OTHERWISE_MIN = 0.1;

    private static final double OTHERWISE_STILL = 0.05;

    private record Original(String traceId, double outcome) {}

    private final Map<Long, Original> originals = new HashMap<>();

    /** Whether each copy ended otherwise than the first trace of its record. */
    private final Map<String, Boolean> copies = new HashMap<>();

    private long otherwise;
    private boolean eachCounts;

    /** Notes a scored trace; true when from now on other traces are left out than before. */
    boolean note(KnownTrace trace) {
        otherwise -= Boolean.TRUE.equals(copies.remove(trace.traceId())) ? 1 : 0; // it may have got more calls
        if (trace.record() == null) {
            return false;
        }
        Original original = originals.get(trace.record());
        if (original == null || original.traceId().equals(trace.traceId())) {
            originals.put(trace.record(), new Original(trace.traceId(), trace.outcome()));
            return false;
        }
        boolean endedOtherwise = original.outcome() != trace.outcome();
        copies.put(trace.traceId(), endedOtherwise);
        otherwise += endedOtherwise ? 1 : 0;
        double least = copies.size() * (eachCounts ? OTHERWISE_STILL : OTHERWISE_MIN);
        boolean before = eachCounts;
        eachCounts = copies.size() >= JUDGED_MIN && otherwise >= least;
        return before != eachCounts;
    }

    /** Whether the trace is a copy that tells nothing. */
    boolean leavesOut(KnownTrace trace) {
        return !eachCounts && copies.containsKey(trace.traceId());
    }
}
