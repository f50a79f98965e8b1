package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggestions and experiments through their lives, without a bridge. */
final class OptimizerStateTest {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    @Test
    void decide_undone_isAsIfItHadNotBeen() {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE);
        optimizer.decide(RULE.id(), Action.EXPERIMENT).undo().run();

        assertThat(optimizer.suggestion(RULE.id())).isEqualTo(RULE);
        assertThat(optimizer.view().experiments()).isEmpty();
        assertThat(optimizer.state().guidance()).isEqualTo(ActiveGuidance.EMPTY);

        optimizer.decide(RULE.id(), Action.EXPERIMENT);
        ExperimentReport running = optimizer.report();
        optimizer.decide(RULE.id(), Action.ROLL_BACK).undo().run();
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(optimizer.report()).isEqualTo(running);
    }

    /** The first outcome comes last, and 199 are counted together: the experiment stops where it would have stopped. */
    @Test
    void verdict_manyOutcomesAtOnce_isThatOfOneByOne() {
        List<ExperimentReport> reports = new ArrayList<>();
        for (boolean atOnce : List.of(false, true)) {
            SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
            List<String> traces = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                traces.add(optimizer.start("s"));
            }
            if (atOnce) {
                Collections.rotate(traces, -1);
            }
            for (String trace : traces) {
                boolean decided = new SplittableRandom(trace.hashCode()).nextInt(10) != 0;
                optimizer.end(trace, optimizer.isTreated(trace) == decided);
            }
            assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
            reports.add(optimizer.report());
        }
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
        assertThat(reports.get(0).counted()).isBetween(5L, 100L);
        assertThat(reports.get(0).evidence()).isGreaterThanOrEqualTo(20);
    }

    /** A user rates minutes later: the learners take it in, an experiment that has counted the trace does not. */
    @Test
    void outcome_thatChangesLater_changesOnlyWhatIsNotCounted() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        String counted = optimizer.start("s");
        optimizer.end(counted, true);
        ExperimentReport before = optimizer.report();
        assertThat(before.counted()).isEqualTo(1);
        optimizer.end(counted, false);
        optimizer.conclude(true);
        assertThat(optimizer.report()).isEqualTo(before);

        String head = optimizer.start("s");
        String behind = optimizer.start("s");
        optimizer.end(behind, true);
        assertThat(optimizer.report().counted()).as("the head is open").isEqualTo(1);
        optimizer.end(behind, false);
        optimizer.end(head, false);
        var groups = List.of(
                optimizer.report().all().control(), optimizer.report().all().treatment());
        assertThat(groups.stream().mapToLong(group -> group.traces()).sum()).isEqualTo(3);
        assertThat(groups.stream()
                        .mapToDouble(group -> group.mean() == null ? 0 : group.mean() * group.traces())
                        .sum())
                .as("of what was counted first, and the newest of what was not")
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fixedHorizon_strongEffect_decidesAtTheLastUnitOnly() {
        SimulatedOptimizer optimizer =
                SimulatedOptimizer.onTrial(folder, RULE, SimulatedOptimizer.settings(Experiment.Unit.TRACE, 80, true));
        assertThat(optimizer.report().plan().method()).isEqualTo(Experiment.Method.FIXED_HORIZON);
        for (int i = 0; i < 79; i++) {
            String trace = optimizer.start("s");
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        assertThat(optimizer.report().evidence()).isGreaterThan(20);
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.IN_EXPERIMENT);

        String last = optimizer.start("s");
        optimizer.end(last, optimizer.isTreated(last));
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
    }

    /** After a long stop, outcomes are in the store but not read yet: they are not missing. */
    @Test
    void expire_beforeAllIsRead_waits() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        String trace = optimizer.start("s");
        optimizer.save();
        optimizer.now += 2 * DAY_MS;
        optimizer.restart();
        optimizer.conclude(false);
        assertThat(optimizer.report().counted()).isZero();

        optimizer.end(trace, true);
        optimizer.conclude(true);
        assertThat(optimizer.report().counted()).isEqualTo(1);
        assertThat(optimizer.report().missing()).isZero();
    }

    /** A save that did not answer in time was undone in memory, and came through in the end. */
    @Test
    void start_experimentWhoseSuggestionIsNotOnTrial_endsIt() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        LiveExperiment lost = new LiveExperiment(ExperimentRun.start(new Experiment(
                "exp-lost",
                "key",
                List.of("test-unknown"),
                SimulatedOptimizer.AGENT,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                100,
                0,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT)));
        optimizer.stored().experiments.put("exp-lost", Documents.of(lost));
        optimizer.restart();

        assertThat(optimizer.view().experiments())
                .filteredOn(one -> one.plan().id().equals("exp-lost"))
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo("ended"));
        assertThat(optimizer.state().guidance().experiments()).hasSize(1);
    }
}
