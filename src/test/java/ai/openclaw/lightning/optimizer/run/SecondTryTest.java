package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that was taken back early is proposed once more after 500 new traces; no other one is. */
final class SecondTryTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");

    @TempDir
    private Path folder;

    /** Traces go as well as those told the rule or not told it should, until the trial ends. */
    private static int play(SimulatedOptimizer optimizer, boolean treatedSucceed, int most) {
        int traces = 0;
        while (traces < most && status(optimizer) == Status.IN_EXPERIMENT) {
            String trace = optimizer.start(trial(optimizer), "s");
            optimizer.end(trace, optimizer.isTreated(trace) == treatedSucceed);
            traces++;
            optimizer.conclude(true);
        }
        return traces;
    }

    /** The plan of the only experiment under way. */
    private static Experiment trial(SimulatedOptimizer optimizer) {
        return optimizer.view().experiments().stream()
                .filter(one -> one.status().equals("running"))
                .map(ExperimentReport::plan)
                .findFirst()
                .orElseThrow();
    }

    private static Status status(SimulatedOptimizer optimizer) {
        return Documents.suggestion(optimizer.stored().suggestions.get(RULE.id()))
                .status();
    }

    private static void newTraces(SimulatedOptimizer optimizer, int count) {
        optimizer.now += 1_000;
        for (int i = 0; i < count; i++) {
            optimizer.end("later-" + optimizer.now + "-" + i, true);
        }
        optimizer.conclude(true);
    }

    @Test
    void rolledBackEarly_isProposedOnceMore_withTheEvidenceOfTheFirstTry() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        assertThat(play(optimizer, false, 100)).isLessThanOrEqualTo(100);
        assertThat(status(optimizer)).isEqualTo(Status.ROLLED_BACK);

        newTraces(optimizer, 499);
        assertThat(status(optimizer)).isEqualTo(Status.ROLLED_BACK);
        newTraces(optimizer, 1);
        assertThat(status(optimizer)).isEqualTo(Status.PROPOSED);

        optimizer.decide(RULE.id(), Action.EXPERIMENT);
        optimizer.save();
        optimizer.restart();
        assertThat(optimizer.report().evidence()).as("what was left").isLessThan(1);

        play(optimizer, false, 200);
        newTraces(optimizer, 600);
        assertThat(status(optimizer)).as("no third try").isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void rolledBackByAPerson_staysSo() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.save();

        newTraces(optimizer, 600);
        assertThat(status(optimizer)).isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void stoppedLate_staysSo() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        for (int i = 0; i < 104; i++) {
            // At first the treated do as well as the others, on the whole.
            String trace = optimizer.start(trial(optimizer), "s");
            optimizer.end(trace, optimizer.isTreated(trace) == i % 4 < 2);
        }
        optimizer.conclude(true);
        play(optimizer, false, 200);
        Status ending = status(optimizer);
        assertThat(ending).isIn(Status.ROLLED_BACK, Status.REFUTED);

        newTraces(optimizer, 600);
        assertThat(status(optimizer)).isEqualTo(ending);
    }
}
