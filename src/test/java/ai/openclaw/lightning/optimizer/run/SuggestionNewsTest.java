package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuggestionNewsTest {

    private static final Suggestion FOUND = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final SuggestionNews news = new SuggestionNews(said::add);

    private static Suggestion after(Suggestion before, Status status, String actor, String reason) {
        return before.withStatus(new StatusChange(before.status(), status, 1_000, actor, reason), before.grade());
    }

    @Test
    void stored_eachStepOfALife_isOneSentence() {
        Suggestion accepted = after(FOUND, Status.ACCEPTED, Decisions.PERSON, "my password is hunter2");
        Suggestion tested = after(accepted, Status.IN_EXPERIMENT, Decisions.PERSON, "Experiment e1.");
        Suggestion adopted = after(tested, Status.ADOPTED, Decisions.AUTO, "It helps by 12 points.");
        for (Suggestion step : List.of(FOUND, FOUND, accepted, tested, adopted, adopted)) {
            news.stored(List.of(step), List.of());
        }

        assertThat(said).hasSize(4).allMatch(sentence -> sentence.contains(FOUND.text()));
        assertThat(said.get(0)).startsWith("found a suggestion").endsWith("lightning suggestions show " + FOUND.id());
        assertThat(said.get(2)).contains("is now in experiment");
        assertThat(said.get(3)).contains("is now adopted").endsWith("It helps by 12 points.");
        assertThat(said).as("a person's note").noneMatch(sentence -> sentence.contains("hunter2"));
    }

    @Test
    void known_beforeTheStart_isNoNews() {
        news.known(List.of(FOUND), List.of());
        news.stored(List.of(FOUND), List.of());

        assertThat(said).isEmpty();
    }

    @Test
    void stored_trialThatPauses_isSaidOnce() {
        LiveExperiment trial = new LiveExperiment(ExperimentRun.start(
                SimulatedOptimizer.onTrial(folder, FOUND).report().plan()));
        news.stored(List.of(), List.of(trial));
        trial.become(LiveExperiment.Status.PAUSED, "more sessions of one arm are missing", 1_000);
        news.stored(List.of(), List.of(trial));
        news.stored(List.of(), List.of(trial));

        assertThat(said)
                .containsExactly("an experiment is paused; see: lightning experiments "
                        + trial.plan().id());
    }
}
