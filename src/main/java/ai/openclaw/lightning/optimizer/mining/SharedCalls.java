package ai.openclaw.lightning.optimizer.mining;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the rules that ask for the same call name the situation in which the agent makes it. An agent that looks at the
 * schema only after a query has failed has looked at it before some tests, too. "Look at the schema before you test" then
 * compares these with traces in which no query failed, so that nobody had the choice. It is the shadow of "look at the
 * schema after a query has failed": nearly all who did so did it there, and many of the others never got there. There it goes
 * with about as much success; where it does not, as only the call led there, there is no such choice.
 *
 * <p>Not thread-safe.
 */
final class SharedCalls {

    /** What the newest traces do is what an agent does; a fixed number of them costs the same however many there are. */
    private static final int TRACES_MAX = 500;

    private static final double NEARLY_ALL = 0.9;
    private static final double ABOUT_AS_MUCH = 0.5;

    private final Deque<KnownTrace> newest = new ArrayDeque<>();

    void add(KnownTrace trace) {
        newest.add(trace);
        if (newest.size() > TRACES_MAX) {
            newest.remove();
        }
    }

    /**
     * Leaves out the shadows of others, except for claims whose originals were not claimed.
     *
     * @param claimed keys of patterns
     * @param terminal tools whose calls do not count as a choice
     */
    List<Pattern> withoutShadows(List<Pattern> patterns, Set<String> claimed, Set<String> terminal) {
        List<Pattern> calls = patterns.stream()
                .filter(pattern -> pattern.action().asksFor() != null)
                .collect(Collectors.groupingBy(pattern -> pattern.action().asksFor()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .toList();
        if (calls.isEmpty()) {
            return patterns;
        }
        Traces traces = new Traces(calls, newest, terminal);
        return patterns.stream()
                .filter(one -> calls.stream()
                        .filter(other -> asksForSame(one, other))
                        .filter(other -> claimed.contains(other.key()) || !claimed.contains(one.key()))
                        .noneMatch(other -> traces.isShadow(one, other) && goesWithAsMuch(one, other)))
                .toList();
    }

    private static boolean asksForSame(Pattern one, Pattern other) {
        return !one.key().equals(other.key())
                && other.action().asksFor().equals(one.action().asksFor());
    }

    private static boolean goesWithAsMuch(Pattern one, Pattern other) {
        return other.difference().estimate() >= ABOUT_AS_MUCH * one.difference().estimate();
    }

    /** For each pattern the traces, by their number, that got into its situation, and those that did what it says. */
    private static final class Traces {

        private static final BitSet NONE = new BitSet();

        private final Map<DecisionState, BitSet> there = new HashMap<>();
        private final Map<String, BitSet> didSo = new HashMap<>();

        Traces(List<Pattern> patterns, Collection<KnownTrace> traces, Set<String> terminal) {
            Set<DecisionState> states = new HashSet<>();
            patterns.forEach(pattern -> states.add(pattern.state()));
            int number = 0;
            for (KnownTrace trace : traces) {
                for (Visit visit : trace.visits()) {
                    if (states.contains(visit.state()) && PatternTables.isChoice(visit, terminal)) {
                        add(visit, number);
                    }
                }
                number++;
            }
        }

        private void add(Visit visit, int number) {
            there.computeIfAbsent(visit.state(), state -> new BitSet()).set(number);
            for (Action action : visit.actions()) {
                if (action.asksFor() != null) {
                    didSo.computeIfAbsent(Pattern.key(visit.state(), action), key -> new BitSet())
                            .set(number);
                }
            }
        }

        boolean isShadow(Pattern one, Pattern other) {
            BitSet did = didSo.getOrDefault(one.key(), NONE);
            return !did.isEmpty()
                    && areNearlyAllOf(did, didSo.getOrDefault(other.key(), NONE))
                    && !areNearlyAllOf(there.getOrDefault(one.state(), NONE), there.getOrDefault(other.state(), NONE));
        }

        private static boolean areNearlyAllOf(BitSet some, BitSet all) {
            BitSet both = (BitSet) some.clone();
            both.and(all);
            return both.cardinality() >= NEARLY_ALL * some.cardinality();
        }
    }
}
