package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.List;
import java.util.Objects;

/** One number for everything that is recorded of a trace, equal for its copies. */
final class TraceRecord {

    private static final long BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private TraceRecord() {}

    /**
     * What each call got, brought and took; null where that is not known of every one. Times belong to it: an agent that
     * did the same again took another time, unless it is a recording that is played.
     */
    static Long of(String conditions, String message, List<ScoredCall> calls) {
        if (!isKnown(message, calls)) {
            return null;
        }
        long hash = hash(hash(BASIS, conditions), message);
        for (ScoredCall call : calls) {
            hash = hash(hash(hash(hash, call.toolName()), call.paramsDigest()), call.resultDigest());
            hash = scattered(hash + (call.errored() ? 1 : 0)) + Objects.hash(call.durationMs(), call.tokens());
        }
        return scattered(hash);
    }

    /** Without arguments or results calls look the same that are not. */
    private static boolean isKnown(String message, List<ScoredCall> calls) {
        return message != null
                && !calls.isEmpty()
                && calls.stream()
                        .allMatch(
                                call -> call.paramsDigest() != null && (call.errored() || call.resultDigest() != null));
    }

    /** A random-looking number made from a trace's id. */
    static long mark(String traceId) {
        return scattered(hash(BASIS, traceId));
    }

    /** FNV-1a by characters (Fowler, Noll and Vo); null counts as no text. */
    private static long hash(long seed, String text) {
        long hash = (seed ^ 7) * PRIME;
        for (int i = 0; text != null && i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
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
