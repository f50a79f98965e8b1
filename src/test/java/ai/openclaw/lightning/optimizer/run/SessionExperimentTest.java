package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments whose units are sessions. */
final class SessionExperimentTest {

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    @Test
    void session_asUnit_countsOnceWithTheMeanOfItsTraces() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(
                folder, RULE, SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        List<String> traces = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            traces.add(optimizer.start("one"));
            optimizer.now += HOUR_MS / 2;
        }
        assertThat(traces).allMatch(trace -> optimizer.isTreated(trace) == optimizer.isTreated(traces.get(0)));
        optimizer.end(traces.get(0), true);
        optimizer.end(traces.get(1), true);
        optimizer.end(traces.get(2), false);
        optimizer.conclude(true);
        assertThat(optimizer.report().waiting()).as("a trace is open").isEqualTo(1);

        optimizer.abandon(traces.get(3));
        optimizer.conclude(true);
        assertThat(optimizer.report().counted())
                .as("half an hour after its last trace")
                .isZero();
        optimizer.now += HOUR_MS / 2;
        optimizer.conclude(true);
        assertThat(optimizer.report().counted()).isEqualTo(1);
        ExperimentReport report = optimizer.report();
        var group = optimizer.isTreated(traces.get(0))
                ? report.all().treatment()
                : report.all().control();
        assertThat(group.traces()).isEqualTo(1);
        assertThat(group.mean()).isCloseTo(0.5, within(1e-12));

        optimizer.end(optimizer.start("one"), true);
        optimizer.now += 2 * DAY_MS;
        optimizer.conclude(true);
        assertThat(optimizer.report().counted()).as("it comes back").isEqualTo(1);
        assertThat(optimizer.report().waiting()).isZero();
    }

    /** The mean of a session's scored traces looks good when the bad ones are not scored. */
    @Test
    void session_scoresMissingWithinTreatedSessions_pauses() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(
                folder, RULE, SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        for (int session = 0; session < 200; session++) {
            for (int i = 0; i < 4; i++) {
                String trace = optimizer.start("session " + session);
                boolean unscored = optimizer.isTreated(trace) && i % 2 == 1;
                optimizer.end(trace, unscored ? null : Boolean.TRUE);
            }
        }
        optimizer.now += 2 * DAY_MS;
        optimizer.conclude(true);

        assertThat(optimizer.report().status()).isEqualTo("paused");
        assertThat(optimizer.report().reason()).contains("missing more often in one arm");
        assertThat(optimizer.report().missing()).as("units without any score").isZero();
    }

    @Test
    void session_neverSilent_closesAfterADayWithWhatIsKnown() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(
                folder, RULE, SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
        String first = optimizer.start("main");
        optimizer.end(first, true);
        for (int i = 0; i < 50; i++) {
            optimizer.now += HOUR_MS / 2;
            optimizer.start("main");
            optimizer.conclude(true);
        }
        assertThat(optimizer.report().counted()).isEqualTo(1);
        assertThat(optimizer.report().missing()).isZero();
        assertThat(optimizer.state().waiting()).isEmpty();
    }

    /** Saved now and then, and started again from what was saved: the same as without. */
    @Test
    void session_restartedInTheMiddle_isTheSame() {
        List<ExperimentReport> reports = new ArrayList<>();
        for (boolean restarts : List.of(false, true)) {
            SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(
                    folder, RULE, SimulatedOptimizer.settings(Experiment.Unit.SESSION, 4_000, false));
            SplittableRandom random = new SplittableRandom(3);
            List<String> all = new ArrayList<>();
            List<Boolean> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                optimizer.now += HOUR_MS / 10;
                all.add(optimizer.start("session " + random.nextInt(i / 4 + 1)));
                outcomes.add(random.nextBoolean());
                if (random.nextInt(5) == 0) {
                    optimizer.save();
                }
                if (restarts && i % 7 == 0) {
                    optimizer.restart();
                    optimizer.readAgain();
                    for (int j = 0; j < i; j++) {
                        optimizer.end(all.get(j), outcomes.get(j));
                    }
                }
                optimizer.end(all.get(i), outcomes.get(i));
                optimizer.conclude(true);
            }
            optimizer.now += 2 * DAY_MS;
            optimizer.conclude(true);
            reports.add(optimizer.report());
        }
        assertThat(reports.get(0).counted()).isGreaterThan(30);
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
    }
}
