package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.reward.NextMessage;
import ai.openclaw.lightning.reward.OutcomeSignal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user's next message in the same session says about the trace before it, for clients that do not say so
 * themselves. Remembers a bounded number of sessions and words. Not thread-safe.
 */
final class NextMessages {

    private static final int SESSIONS_MAX = 5_000;
    private static final int WORDS_MAX = 5_000;
    private static final int DIGEST_BYTES = 8;

    /** What comes later says nothing about the answer before it. */
    private static final long LATER_MS = 3_600_000;

    private record Last(long id, String traceId, long at, String message) {}

    private final Map<String, Last> sessions = bounded(SESSIONS_MAX);

    /** By the trace that they are about. */
    private final Map<String, OutcomeSignal> words = bounded(WORDS_MAX);

    private static <V> Map<String, V> bounded(int max) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > max;
            }
        };
    }

    /** Takes in the next closed trace; returns the one before it in its session when the message says how that went. */
    Optional<String> closed(TraceEvidence trace) {
        if (trace.message() == null) {
            return Optional.empty();
        }
        String session = Sha256.hex(trace.sessionKey(), DIGEST_BYTES);
        String message = Sha256.hex(trace.message().strip(), DIGEST_BYTES);
        Last last = sessions.get(session);
        if (last != null && last.id >= trace.id()) {
            return Optional.empty();
        }
        sessions.put(session, new Last(trace.id(), trace.traceId(), trace.receivedAt(), message));
        boolean follows = last != null && trace.receivedAt() - last.at <= LATER_MS;
        OutcomeSignal word = follows ? word(trace.message(), message.equals(last.message)) : null;
        if (word == null) {
            return Optional.empty();
        }
        words.put(last.traceId, word);
        return Optional.of(last.traceId);
    }

    private static OutcomeSignal word(String message, boolean again) {
        Boolean pleased = NextMessage.pleased(message);
        if (pleased != null) {
            return pleased ? OutcomeSignal.USER_THANKS : OutcomeSignal.USER_CORRECTS;
        }
        return again ? OutcomeSignal.USER_REPEATS : null;
    }

    /** What was said about the trace; null where nothing was. */
    OutcomeSignal about(String traceId) {
        return words.get(traceId);
    }
}
