package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that waits for a person. */
final class PausedExperimentTest {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    /** A new kind of error under treatment only. */
    private static void untilPaused(SimulatedOptimizer optimizer) {
        for (int i = 0; i < 60 && optimizer.report().status().equals("running"); i++) {
            String trace = optimizer.start("s");
            optimizer.end(trace, true, optimizer.isTreated(trace) ? new String[] {"Corrupt page"} : new String[0]);
        }
        optimizer.save();
        assertThat(optimizer.report().status()).isEqualTo("paused");
    }

    @Test
    void paused_takesInWhatComes_andCountsItWhenItIsResumed() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        untilPaused(optimizer);
        long counted = optimizer.report().counted();
        assertThat(optimizer.state().guidance()).isEqualTo(ActiveGuidance.EMPTY);
        for (int i = 0; i < 10; i++) {
            // Started by clients that have not heard of the pause.
            String trace = optimizer.start("s");
            optimizer.end(trace, true, optimizer.isTreated(trace) ? new String[] {"Corrupt page"} : new String[0]);
        }
        optimizer.conclude(true);
        assertThat(optimizer.report().counted()).isEqualTo(counted);
        assertThat(optimizer.report().waiting()).isEqualTo(10);
        optimizer.restart();
        optimizer.readAgain();

        Suggestion resumed = optimizer.decide(RULE.id(), Action.RESUME).suggestion();
        assertThat(resumed.status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(optimizer.decide(RULE.id(), Action.RESUME).suggestion())
                .as("again")
                .isEqualTo(resumed);
        optimizer.conclude(true);
        assertThat(optimizer.report().status()).isEqualTo("running");
        assertThat(optimizer.report().counted()).isEqualTo(counted + 10);
        assertThat(optimizer.state().guidance().experiments()).hasSize(1);
    }

    /** A day is a day, whether or not the bridge was restarted before the score came after all. */
    @Test
    void paused_unitGivenUp_staysMissingAfterARestart() {
        for (boolean restarts : List.of(false, true)) {
            SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
            untilPaused(optimizer);
            long counted = optimizer.report().counted();
            String late = optimizer.start("s");
            optimizer.now += 2 * DAY_MS;
            optimizer.conclude(true);
            if (restarts) {
                optimizer.restart();
                optimizer.readAgain();
            }
            optimizer.end(late, true);
            optimizer.decide(RULE.id(), Action.RESUME);
            optimizer.conclude(true);

            assertThat(optimizer.report().counted()).isEqualTo(counted + 1);
            assertThat(optimizer.report().missing())
                    .as("restarted: " + restarts)
                    .isEqualTo(1);
        }
    }

    @Test
    void resume_nothingToResume_isRefused_andUndoneItPausesOn() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        untilPaused(optimizer);
        ExperimentReport paused = optimizer.report();
        optimizer.decide(RULE.id(), Action.RESUME).undo().run();
        assertThat(optimizer.report()).isEqualTo(paused);
        optimizer.conclude(true);
        assertThat(optimizer.report()).isEqualTo(paused);

        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.assertConflict(RULE.id(), Action.RESUME);
        assertThat(optimizer.report().status()).isEqualTo("ended");
    }

    /** Who paused may look as long as they like: nobody is told the rule, and what comes is counted when it goes on. */
    @Test
    void pause_byAPerson_tellsNobodyUntilItIsResumed() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        String running = optimizer.start("s");

        Suggestion paused = optimizer.decide(RULE.id(), Action.PAUSE).suggestion();

        assertThat(paused.status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(optimizer.report().status()).isEqualTo("paused");
        assertThat(optimizer.report().reason()).isEqualTo("Paused by a person.");
        assertThat(optimizer.state().guidance()).isEqualTo(ActiveGuidance.EMPTY);
        assertThat(optimizer.decide(RULE.id(), Action.PAUSE).suggestion())
                .as("again")
                .isEqualTo(paused);
        optimizer.end(running, true);
        optimizer.conclude(true);
        optimizer.restart();
        optimizer.readAgain();
        assertThat(optimizer.report().status()).isEqualTo("paused");
        assertThat(optimizer.report().counted()).isZero();

        optimizer.decide(RULE.id(), Action.RESUME);
        optimizer.conclude(true);
        assertThat(optimizer.report().status()).isEqualTo("running");
        assertThat(optimizer.report().counted()).isEqualTo(1);
    }

    @Test
    void pause_nothingOnTrial_isRefused_andUndoneItRunsOn() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        optimizer.decide(RULE.id(), Action.PAUSE).undo().run();
        assertThat(optimizer.report().status()).isEqualTo("running");

        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.assertConflict(RULE.id(), Action.PAUSE);
    }
}
