package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.QueryTraces.call;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of the rules that ask for the same call, the one that says where the agent makes it. */
@Tag("once")
@Tag("computes")
final class SharedCallsTest {

    private static final Set<String> TERMINAL = Set.of("submit");
    private static final String OPEN_FIRST = "Call `open` before you call `write` for the first time.";
    private static final String OPEN_BEFORE_THE_END = "Before you end with `submit`, call `open`.";
    private static final String OPEN_IN_ANY_CASE = "After the first successful `read`, call `open` next.";

    /** @param opensElsewhere how often it opens something in a trace in which it writes nothing */
    private static List<String> proposed(double opensElsewhere) {
        SplittableRandom random = new SplittableRandom(11);
        Learner learner = QueryTraces.learner();
        for (int i = 0; i < 800; i++) {
            boolean writes = random.nextBoolean();
            boolean opens = random.nextDouble() < (writes ? 0.4 : opensElsewhere);
            List<ScoredCall> calls = new ArrayList<>();
            calls.add(call("read", "r" + i, false));
            if (opens) {
                calls.add(call("open", "o" + i, false));
            }
            if (writes) {
                calls.add(call("write", "w" + i, false));
            }
            calls.add(call("log", "l" + i, false));
            calls.add(call("submit", "s" + i, false));
            boolean success = random.nextDouble() < (opens ? 0.75 : 0.35);
            learner.learn(QueryTraces.trace(i, "task" + i % 20, "about it", calls, success));
        }
        return learner.suggestions().stream().map(Suggestion::text).toList();
    }

    @Test
    void callMadeInOneSituationOnly_isProposedForNoOther() {
        assertThat(proposed(0)).contains(OPEN_FIRST).doesNotContain(OPEN_BEFORE_THE_END, OPEN_IN_ANY_CASE);
    }

    @Test
    void callMadeElsewhereToo_isProposedWhereItConcernsMore() {
        assertThat(proposed(0.4)).contains(OPEN_IN_ANY_CASE);
    }

    /** In worlds where some calls are made in certain situations only, as if every pair of patterns were compared. */
    @Test
    void withoutShadows_ofManyWorlds_leavesOutWhatTheDefinitionSays() {
        SplittableRandom random = new SplittableRandom(12);
        int shadows = 0;
        for (int world = 0; world < 40; world++) {
            SharedCalls shared = new SharedCalls();
            PatternTables tables = new PatternTables();
            Vocabulary vocabulary = new Vocabulary();
            List<KnownTrace> newest = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                List<ScoredCall> calls = wandering(random, i);
                List<Visit> visits = Visit.of(calls, 3, EnumSet.allOf(Family.class), vocabulary);
                boolean opens = calls.stream().anyMatch(call -> call.toolName().equals("open"));
                boolean success = random.nextDouble() < (opens ? 0.6 : 0.4);
                KnownTrace trace = KnownTrace.of(QueryTraces.trace(i, "task", "about it", calls, success), visits);
                shared.add(trace);
                tables.count(1, trace, "all", TERMINAL);
                newest.add(trace);
            }
            List<Pattern> patterns = tables.patterns(5);
            Set<String> claimed = patterns.stream()
                    .map(Pattern::key)
                    .filter(key -> random.nextInt(20) == 0)
                    .collect(Collectors.toSet());
            List<KnownTrace> kept = newest.subList(100, 600);
            List<Pattern> rules = patterns.stream()
                    .filter(one ->
                            one.effect(true).low() > 0 || one.effect(false).low() > 0)
                    .toList();
            List<Pattern> expected = rules.stream()
                    .filter(one -> patterns.stream().noneMatch(other -> isShadow(one, other, claimed, kept)))
                    .toList();
            assertThat(shared.withoutShadows(patterns, claimed, TERMINAL).stream()
                            .filter(rules::contains))
                    .containsExactlyElementsOf(expected);
            shadows += rules.size() - expected.size();
        }
        assertThat(shadows).isGreaterThan(20);
    }

    private static List<ScoredCall> wandering(SplittableRandom random, int number) {
        List<ScoredCall> calls = new ArrayList<>();
        for (String tool : List.of("read", "query", "write", "log")) {
            if (random.nextInt(3) > 0) {
                boolean fails = random.nextInt(4) == 0;
                if (tool.equals("write") ? random.nextInt(3) == 0 : random.nextInt(20) == 0) {
                    calls.add(call("open", "o" + number, false));
                }
                calls.add(call(tool, tool + number, fails));
                if (fails && random.nextBoolean()) {
                    calls.add(call("schema", "s" + number, false));
                }
            }
        }
        calls.add(call("submit", "s" + number, false));
        return calls;
    }

    private static boolean isShadow(Pattern one, Pattern other, Set<String> claimed, List<KnownTrace> traces) {
        String call = one.action().asksFor();
        return call != null
                && !one.key().equals(other.key())
                && call.equals(other.action().asksFor())
                && (claimed.contains(other.key()) || !claimed.contains(one.key()))
                && other.difference().estimate() >= 0.5 * one.difference().low()
                && !of(traces, one, true).isEmpty()
                && areNearlyAllOf(of(traces, one, true), of(traces, other, true))
                && !areNearlyAllOf(of(traces, one, false), of(traces, other, false));
    }

    private static Set<String> of(List<KnownTrace> traces, Pattern pattern, boolean didSo) {
        return traces.stream()
                .filter(trace -> trace.visits().stream()
                        .filter(visit -> visit.state().equals(pattern.state()))
                        .filter(visit -> PatternTables.isChoice(visit, TERMINAL))
                        .anyMatch(visit -> !didSo || visit.actions().contains(pattern.action())))
                .map(KnownTrace::traceId)
                .collect(Collectors.toSet());
    }

    private static boolean areNearlyAllOf(Set<String> some, Set<String> all) {
        return some.stream().filter(all::contains).count() >= 0.9 * some.size();
    }
}
