package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Estimates;
import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that nobody rates: its failures show in a last call that failed. */
final class EstimatedExperimentTest {

    private static final long HOUR_MS = 3_600_000;
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");

    @TempDir
    private Path folder;

    private SimulatedOptimizer optimizer;

    @BeforeEach
    void start() {
        optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE);
        for (int i = 0; i < 20; i++) {
            optimizer.end("before" + i, null, i % 2 == 0 ? new String[] {"failed"} : new String[0]);
        }
        optimizer.decide(RULE.id(), Action.EXPERIMENT);
        optimizer.save();
    }

    /** Treated traces show fewer failed calls; how they went is said of each one in {@code ratedEvery}. */
    private void play(int traces, int ratedEvery, boolean ruleHelps) {
        for (int i = 0; i < traces && status() == Status.IN_EXPERIMENT; i++) {
            String trace = optimizer.start("s" + i);
            boolean treated = optimizer.isTreated(trace);
            boolean success = i % 10 < (treated && ruleHelps ? 9 : 3);
            boolean looksFailed = treated ? i % 10 == 9 : i % 10 >= 3;
            String[] errors = looksFailed ? new String[] {"failed"} : new String[0];
            optimizer.end(trace, null, errors);
            if (ratedEvery > 0 && i % ratedEvery == 0) {
                optimizer.end(trace, success, errors);
            }
            optimizer.now += HOUR_MS;
            optimizer.conclude(true);
        }
        optimizer.now += Outcomes.ESTIMATED.waitMs();
        optimizer.conclude(true);
    }

    private Status status() {
        return optimizer.suggestion(RULE.id()).status();
    }

    @Test
    void plan_ofAnAgentThatNobodyRates_countsEstimates() {
        assertThat(optimizer.report().plan().outcomes()).isEqualTo(Outcomes.ESTIMATED);
        Estimates estimates =
                optimizer.view().agents().get(SimulatedOptimizer.AGENT).estimates();
        assertThat(estimates.explicit()).isZero();
        assertThat(estimates.estimated()).isEqualTo(20);
    }

    @Test
    void plan_ofAnAgentThatSaysHowItWent_countsThat() {
        for (int i = 0; i < 20; i++) {
            optimizer.end("said" + i, true);
        }
        assertThat(SimulatedOptimizer.onTrial(folder, RULE).report().plan().outcomes())
                .isEqualTo(Outcomes.EXPLICIT);
        SimulatedOptimizer rated = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE);
        for (int i = 0; i < 20; i++) {
            rated.end("t" + i, i % 2 == 0 ? true : null);
        }
        rated.decide(RULE.id(), Action.EXPERIMENT);
        assertThat(rated.report().plan().outcomes()).isEqualTo(Outcomes.EXPLICIT);
    }

    @Test
    void unit_withoutARating_countsAfterThreeDays() {
        optimizer.end(optimizer.start("s"), null);
        optimizer.now += Outcomes.ESTIMATED.waitMs() - 1;
        optimizer.conclude(true);
        assertThat(optimizer.report().counted()).isZero();

        optimizer.now += 1;
        optimizer.conclude(true);
        ExperimentReport report = optimizer.report();
        assertThat(report.counted()).isEqualTo(1);
        assertThat(report.missing()).isZero();
        assertThat(report.onEstimates().rated()).isZero();
    }

    @Test
    void estimatesAlone_speakForTheRule_adoptNothing() {
        play(600, 0, true);

        ExperimentReport report = optimizer.report();
        assertThat(status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(report.evidence()).isEqualTo(1);
        assertThat(report.onEstimates().effect().estimate()).isGreaterThan(0.1);
        assertThat(report.reason()).contains("by an estimate, 0 of them rated");
    }

    @Test
    void ratingsOfAFew_sayThatItHelps_adoptTheRule() {
        play(2_000, 7, true);

        assertThat(status()).isEqualTo(Status.ADOPTED);
        assertThat(optimizer.report().onEstimates().rated()).isGreaterThan(10);
    }

    @Test
    void ratingsOfAFew_sayThatOnlySignalsChanged_adoptNothing() {
        play(1_000, 7, false);

        ExperimentReport report = optimizer.report();
        assertThat(status()).isNotEqualTo(Status.ADOPTED);
        assertThat(report.onEstimates().treatmentError())
                .isLessThan(report.onEstimates().controlError() - 0.1);
        assertThat(report.all().effect().estimate())
                .isLessThan(report.onEstimates().effect().estimate());
    }

    @Test
    void restart_inTheMiddle_losesNothing() {
        play(100, 7, true);
        ExperimentReport before = optimizer.report();
        optimizer.restart();

        assertThat(optimizer.report()).isEqualTo(before);
    }

    @Test
    void ratings_areAskedFor_atMostFiveAWeek() {
        for (int i = 0; i < 400; i++) {
            optimizer.end(optimizer.start("s" + i), null);
        }
        List<String> wanted =
                optimizer.view().wanted().stream().map(one -> one.traceId()).toList();
        assertThat(wanted).hasSizeBetween(1, RatingRequests.WEEKLY_MAX);

        optimizer.end(wanted.get(0), true);
        assertThat(optimizer.view().wanted()).hasSize(wanted.size() - 1);

        optimizer.now += Outcomes.ESTIMATED.waitMs();
        assertThat(optimizer.view().wanted()).isEmpty();
    }
}
