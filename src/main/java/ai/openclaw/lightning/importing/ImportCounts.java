package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.terminal.Amounts;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the events of an import. For one thread. */
public final class ImportCounts {

    private final Kinds fresh = new Kinds();
    private final Kinds known = new Kinds();
    private long refused;
    private String firstRefusal;

    /** How many there are of each kind that is worth a word. */
    public static final class Kinds {

        private long traces;
        private long toolCalls;
        private long rewards;

        private void count(String type) {
            switch (type) {
                case "session.start" -> traces++;
                case "tool.call" -> toolCalls++;
                case "reward" -> rewards++;
                default -> {
                    // ends are not counted separately
                }
            }
        }

        public boolean isNone() {
            return traces == 0 && toolCalls == 0 && rewards == 0;
        }

        /** In words, without the kinds of which there is none. */
        @Override
        public String toString() {
            String words = Stream.of(some(traces, "trace"), some(toolCalls, "tool call"), some(rewards, "reward"))
                    .filter(kind -> !kind.isEmpty())
                    .collect(Collectors.joining(", "));
            return words.isEmpty() ? "nothing" : words;
        }

        private static String some(long count, String one) {
            return count == 0 ? "" : Amounts.count(count, one);
        }
    }

    void stored(String type, boolean isNew) {
        (isNew ? fresh : known).count(type);
    }

    void refused(String reason) {
        refused++;
        firstRefusal = firstRefusal == null ? reason : firstRefusal;
    }

    /** What the bridge did not have. */
    public Kinds fresh() {
        return fresh;
    }

    /** What the bridge had already. */
    public Kinds known() {
        return known;
    }

    /** Events that the bridge did not take. */
    public long refused() {
        return refused;
    }

    /** Why; null when none was refused. */
    public String firstRefusal() {
        return firstRefusal;
    }
}
