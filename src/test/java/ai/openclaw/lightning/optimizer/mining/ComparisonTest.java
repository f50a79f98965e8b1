package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.QueryTraces.call;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the tables hold is counted and given back, and a trace that found no room is taken out of nothing. */
class ComparisonTest {

    private static final Set<String> TERMINAL = Set.of("submit");

    private final Vocabulary vocabulary = new Vocabulary();
    private final SplittableRandom random = new SplittableRandom(3);

    private KnownTrace trace(int number) {
        List<ScoredCall> calls = new ArrayList<>();
        for (String tool : List.of("read", "query", "write", "log")) {
            if (random.nextBoolean()) {
                calls.add(call(tool, tool + number % 3, random.nextInt(4) == 0));
            }
        }
        calls.add(call("submit", "done", false));
        List<Visit> visits = Visit.of(calls, 3, EnumSet.allOf(Family.class), vocabulary);
        return KnownTrace.of(QueryTraces.trace(number, "task", "about it", calls, random.nextBoolean()), visits);
    }

    private static String stratum(KnownTrace trace) {
        return "task " + trace.order() / 2;
    }

    private static long atRisk(Comparison comparison) {
        return comparison.tables().patterns(1).stream()
                .mapToLong(pattern -> pattern.table().atRisk())
                .sum();
    }

    @Test
    void remove_allInAnyOrder_leavesNothingHeld() {
        Cells cells = new Cells();
        Comparison comparison = new Comparison(TERMINAL, cells);
        List<KnownTrace> traces = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            traces.add(trace(i));
            comparison.add(traces.get(i), stratum(traces.get(i)));
        }
        assertThat(cells.change(0)).isGreaterThan(1_000);
        while (!traces.isEmpty()) {
            comparison.remove(traces.remove(random.nextInt(traces.size())));
        }
        assertThat(cells.change(0)).isZero();
        assertThat(atRisk(comparison)).isZero();
    }

    @Test
    void add_withoutRoom_isLeftOut_andTakenOutOfNothing() {
        Cells cells = new Cells();
        Comparison comparison = new Comparison(TERMINAL, cells);
        List<KnownTrace> traces = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            traces.add(trace(i));
        }
        traces.subList(0, 100).forEach(trace -> comparison.add(trace, stratum(trace)));
        long counted = atRisk(comparison);
        int held = cells.change(0);
        cells.change(1_000_000);
        traces.subList(100, 200).forEach(trace -> comparison.add(trace, stratum(trace)));
        assertThat(cells.change(0)).isEqualTo(1_000_000 + held);
        assertThat(atRisk(comparison)).isEqualTo(counted);
        cells.change(-1_000_000);
        traces.subList(200, 400).forEach(trace -> comparison.add(trace, stratum(trace)));
        assertThat(atRisk(comparison)).isGreaterThan(counted);
        traces.subList(200, 400).forEach(comparison::remove);
        traces.subList(100, 200).forEach(comparison::remove);
        assertThat(atRisk(comparison)).isEqualTo(counted);
        comparison.release();
        assertThat(cells.change(0)).isZero();
    }
}
