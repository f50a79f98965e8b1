package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.SampleEvidence;
import ai.openclaw.lightning.optimizer.hypotheses.HelperSettings;
import ai.openclaw.lightning.optimizer.hypotheses.Proposer;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments with the helper's ideas: one at a time, by betting, and at an evidence of their own. */
final class HelperTrialsTest {

    @TempDir
    private Path folder;

    private static Suggestion idea(int number) {
        return new Suggestion(
                "helper-" + number,
                "helper",
                Suggestion.Kind.ADD_RULE,
                null,
                "Call `read" + number + "` first.",
                SimulatedOptimizer.AGENT,
                List.of("read"),
                Grade.HINT,
                Status.PROPOSED,
                SampleEvidence.of(Metric.SUCCESS),
                List.of());
    }

    private static Suggestion refuted(int number) {
        return idea(number)
                .withStatus(new StatusChange(Status.PROPOSED, Status.IN_EXPERIMENT, number, "auto", "r"), Grade.HINT)
                .withStatus(new StatusChange(Status.IN_EXPERIMENT, Status.REFUTED, number, "auto", "r"), Grade.REFUTED);
    }

    @Test
    void idea_withTheUsualEvidence_goesOn_untilItHasItsOwn() {
        SimulatedOptimizer optimizer =
                new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), refuted(1), refuted(2), idea(3));
        optimizer.decide("helper-3", Action.EXPERIMENT);
        assertThat(optimizer.report().evidenceNeeded()).isEqualTo(160);
        double before = 0;
        while (optimizer.suggestion("helper-3").status() == Status.IN_EXPERIMENT) {
            before = optimizer.report().evidence();
            String trace = optimizer.start("s");
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        assertThat(before).isBetween(20.0, 160.0);
        assertThat(optimizer.report().evidence()).isGreaterThanOrEqualTo(160);
        assertThat(optimizer.suggestion("helper-3").status()).isEqualTo(Status.ADOPTED);
    }

    @Test
    void ideas_two_areNotTriedAtOnce() {
        SimulatedOptimizer optimizer =
                new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), idea(1), idea(2), idea(3));
        optimizer.decide("helper-1", Action.EXPERIMENT);
        optimizer.assertConflict("helper-2", Action.EXPERIMENT);
        optimizer.assertConflict("helper-2", Action.CANARY);
        assertThat(optimizer.suggestion("helper-2").status()).isEqualTo(Status.PROPOSED);
        optimizer.decide("helper-3", Action.FULL); // a person's word needs no experiment
        assertThat(optimizer.suggestion("helper-3").status()).isEqualTo(Status.ADOPTED);
        optimizer.decide("helper-1", Action.ROLL_BACK);
        optimizer.decide("helper-2", Action.CANARY);
        assertThat(optimizer.suggestion("helper-2").status()).isEqualTo(Status.IN_EXPERIMENT);
    }

    @Test
    void idea_whereLengthsAreFixed_isBetOn() {
        SimulatedOptimizer optimizer =
                new SimulatedOptimizer(folder, SimulatedOptimizer.settings(Experiment.Unit.TRACE, 200, true), idea(1));
        optimizer.decide("helper-1", Action.EXPERIMENT);
        assertThat(optimizer.report().plan().method()).isEqualTo(Experiment.Method.BETTING);
    }

    @Test
    void helper_withoutGoodIdeas_switchesItselfOff_andStaysOff() {
        List<Suggestion> stored = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(newHypotheses("m").figures(stored).isOff()).isFalse();
            stored.add(refuted(i));
        }
        Hypotheses hypotheses = newHypotheses("m");
        assertThat(hypotheses.notice()).isEmpty();
        assertThat(hypotheses.proposals(newLearning(), stored, List.of())).isEmpty();
        assertThat(hypotheses.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .contains("switched itself off", "of its 20 ideas that were tried, 0 helped"));
        assertThat(newHypotheses("m").figures(stored).isOff())
                .as("after a restart")
                .isTrue();
    }

    private static Learning newLearning() {
        return new Learning(
                List.of(new DecisionPointOptimizer()),
                OptimizerSettings.DEFAULT,
                new Scoring(new SuccessReward()),
                Map.of(),
                Set.of());
    }

    private Hypotheses newHypotheses(String model) {
        return new Hypotheses(new Proposer(
                new HelperSettings(
                        URI.create("http://127.0.0.1:1/v1/chat/completions"),
                        model,
                        Secret.NONE,
                        20,
                        3_000,
                        false,
                        Duration.ofSeconds(1),
                        folder.resolve("helper.json")),
                () -> 1L));
    }
}
