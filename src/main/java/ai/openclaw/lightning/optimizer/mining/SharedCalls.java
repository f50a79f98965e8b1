package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the rules that ask for the same call name the situation in which the agent makes it. An agent that looks at the
 * schema only after a query has failed has looked at it before some tests, too. "Look at the schema before you test" then
 * compares these with traces in which no query failed, so that nobody had the choice. It is the shadow of "look at the
 * schema after a query has failed": nearly all who did so did it there, and many of the others never got there. There it goes
 * with about as much success, as far as anybody can tell; where it does not, as only the call led there, there is no such
 * choice.
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
     * Leaves out the shadows of others, except for claims whose originals were not claimed. What makes no difference is no
     * rule, so it stays unchecked.
     *
     * @param claimed keys of patterns
     * @param terminal tools whose calls do not count as a choice
     */
    List<Pattern> withoutShadows(List<Pattern> patterns, Set<String> claimed, Set<String> terminal) {
        IdentityHashMap<Pattern, List<Pattern>> rivals = rivals(patterns, claimed);
        if (rivals.isEmpty()) {
            return patterns;
        }
        Traces traces = new Traces(rivals, newest, terminal);
        return patterns.stream()
                .filter(one ->
                        rivals.getOrDefault(one, List.of()).stream().noneMatch(other -> traces.isShadow(one, other)))
                .toList();
    }

    /** By each pattern that makes a difference those that it may be a shadow of; only where there are any. */
    private static IdentityHashMap<Pattern, List<Pattern>> rivals(List<Pattern> patterns, Set<String> claimed) {
        Map<String, List<Asked>> byCall = patterns.stream()
                .filter(pattern -> pattern.action().asksFor() != null)
                .map(pattern -> new Asked(pattern, pattern.difference()))
                .collect(Collectors.groupingBy(asked -> asked.pattern.action().asksFor()));
        IdentityHashMap<Pattern, List<Pattern>> rivals = new IdentityHashMap<>();
        for (List<Asked> same : byCall.values()) {
            for (Asked one : same) {
                List<Pattern> others = same.stream()
                        .filter(other -> one.isRule() && !one.equals(other) && other.goesWithAsMuchAs(one))
                        .map(Asked::pattern)
                        .filter(other -> claimed.contains(other.key()) || !claimed.contains(one.pattern.key()))
                        .toList();
                if (!others.isEmpty()) {
                    rivals.put(one.pattern, others);
                }
            }
        }
        return rivals;
    }

    private record Asked(Pattern pattern, RiskDifference difference) {

        boolean isRule() {
            return difference.low() > 0 || difference.high() < 0;
        }

        /** What few traces did looks better than it is, so it is the least of the other's difference that counts. */
        boolean goesWithAsMuchAs(Asked other) {
            return difference.estimate() >= ABOUT_AS_MUCH * other.difference.low();
        }
    }

    /** For each pattern the traces, by their number, that got into its situation, and those that did what it says. */
    private static final class Traces {

        private final Map<DecisionState, Situation> situations = new HashMap<>();

        private record Situation(BitSet there, Map<Action, BitSet> didSo) {}

        Traces(IdentityHashMap<Pattern, List<Pattern>> rivals, Collection<KnownTrace> traces, Set<String> terminal) {
            rivals.forEach((one, others) -> {
                add(one);
                others.forEach(this::add);
            });
            int number = 0;
            for (KnownTrace trace : traces) {
                for (Visit visit : trace.visits()) {
                    Situation situation = situations.get(visit.state());
                    if (situation != null && PatternTables.isChoice(visit, terminal)) {
                        note(situation, visit, number);
                    }
                }
                number++;
            }
        }

        private void add(Pattern pattern) {
            situations
                    .computeIfAbsent(pattern.state(), state -> new Situation(new BitSet(), new HashMap<>()))
                    .didSo
                    .put(pattern.action(), new BitSet());
        }

        private static void note(Situation situation, Visit visit, int number) {
            situation.there.set(number);
            for (Action action : visit.actions()) {
                BitSet didSo = situation.didSo.get(action);
                if (didSo != null) {
                    didSo.set(number);
                }
            }
        }

        boolean isShadow(Pattern one, Pattern other) {
            Situation ofOne = situations.get(one.state());
            Situation ofOther = situations.get(other.state());
            BitSet did = ofOne.didSo.get(one.action());
            return !did.isEmpty()
                    && areNearlyAllOf(did, ofOther.didSo.get(other.action()))
                    && !areNearlyAllOf(ofOne.there, ofOther.there);
        }

        private static boolean areNearlyAllOf(BitSet some, BitSet all) {
            BitSet both = (BitSet) some.clone();
            both.and(all);
            return both.cardinality() >= NEARLY_ALL * some.cardinality();
        }
    }
}
