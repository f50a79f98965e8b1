package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.HashedText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Families of tasks with similar messages: what lies between the same task and one that is expected to go as well. A
 * message joins the family whose first message it resembles most, or begins one (leader clustering, Hartigan, Clustering
 * Algorithms, 1975, chapter 3). So a family never drifts from what it began with, its name depends on that first message
 * alone, and the cost of a message does not grow with the messages before it.
 */
final class TaskFamilies {

    /** The most families of an agent; one that nobody joined makes room for a new one. */
    static final int FAMILIES_MAX = 64;

    /**
     * The share of the words and word pairs of two messages that both contain. Two sentences of a template of eight words
     * in which two words differ share a half; two questions about one database mostly share less than a third.
     */
    private static final double LIKENESS_MIN = 0.3;

    /** The trace that began the family, until another one joins it. */
    private record Leader(HashedText message, String alone) {}

    private final Map<String, Leader> leaders = new LinkedHashMap<>();

    /** The family of a trace; null for a message without words, one that is too long to be compared, or a lack of room. */
    String join(String traceId, HashedText message) {
        String family = find(message);
        if (family != null) {
            Leader leader = leaders.get(family);
            if (leader.alone() != null && !leader.alone().equals(traceId)) {
                leaders.put(family, new Leader(leader.message(), null));
            }
            return family;
        }
        String name = name(message);
        if (!message.isComparable() || leaders.containsKey(name) || !hasRoom()) {
            return null;
        }
        leaders.put(name, new Leader(message, traceId));
        return name;
    }

    /** The family that a message belongs to; null when it resembles none. */
    String find(HashedText message) {
        String best = null;
        double most = 0;
        for (Map.Entry<String, Leader> one : leaders.entrySet()) {
            double likeness =
                    message.isComparable() ? message.likeness(one.getValue().message()) : 0;
            if (likeness >= LIKENESS_MIN && likeness > most) {
                most = likeness;
                best = one.getKey();
            }
        }
        return best;
    }

    private static String name(HashedText message) {
        return String.format(Locale.ROOT, "family %08x", message.fingerprint());
    }

    /** Messages that never come again would otherwise use up all families for good. */
    private boolean hasRoom() {
        if (leaders.size() < FAMILIES_MAX) {
            return true;
        }
        Optional<String> oldest = leaders.entrySet().stream()
                .filter(one -> one.getValue().alone() != null)
                .map(Map.Entry::getKey)
                .findFirst();
        oldest.ifPresent(leaders::remove);
        return oldest.isPresent();
    }
}
