package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the rest of the optimizer does around an experiment that can't be read, and after it can be read again. */
final class UnreadableExperimentTest extends UnreadableRowsFixture {

    private static String onlyExperiment(SimulatedOptimizer optimizer) {
        return optimizer.stored().experiments.keySet().iterator().next();
    }

    @Test
    void experiment_unreadable_isNotBegunAgain_andGoesOnWhenItCanBeRead() {
        for (UnaryOperator<String> change :
                List.<UnaryOperator<String>>of(StoredDocuments::torn, StoredDocuments::ofANewerVersion, text -> "")) {
            SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
            optimizer.end(optimizer.start("s"), true);
            optimizer.save();
            ExperimentReport before = optimizer.report();
            String id = onlyExperiment(optimizer);
            Runnable repair = StoredDocuments.damage(optimizer.stored().experiments, id, change);
            Document row = optimizer.stored().experiments.get(id);
            optimizer.restart();

            optimizer.decide(RULE.id(), Action.EXPERIMENT);
            optimizer.decide(RULE.id(), Action.CANARY);
            optimizer.assertConflict(RULE.id(), Action.FULL);
            learnAndSave(optimizer);
            assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.IN_EXPERIMENT);
            assertThat(optimizer.state().guidance().experiments()).isEmpty();
            assertThat(told(optimizer)).isEmpty();
            assertThat(optimizer.stored().experiments).containsOnlyKeys(id);
            assertThat(optimizer.stored().experiments.get(id)).isSameAs(row);

            repair.run();
            optimizer.restart();
            assertThat(optimizer.report()).isEqualTo(before);
            assertThat(optimizer.state().guidance().experiments()).hasSize(1);
        }
    }

    /** In a mode that starts canaries by itself: the one that can't be read still takes its place. */
    @Test
    void experiment_unreadable_keepsItsPlaceAmongTheCanaries() {
        RunSettings conservative = new RunSettings(
                RunSettings.Mode.CONSERVATIVE,
                SimulatedOptimizer.TOOLS,
                Set.of(TraceOrigin.USER),
                10,
                5_000,
                3,
                Set.of(),
                Experiment.Unit.TRACE,
                4_000,
                false,
                5_000);
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, conservative, RULE, OTHER);
        optimizer.conclude(true);
        assertThat(optimizer.stored().experiments).hasSize(1);
        StoredDocuments.damage(optimizer.stored().experiments, onlyExperiment(optimizer), StoredDocuments::torn);
        optimizer.restart();
        optimizer.conclude(true);

        assertThat(optimizer.stored().experiments).hasSize(1);
        damage(optimizer, optimizer.suggestion(RULE.id()).status() == Status.PROPOSED ? OTHER : RULE, text -> "");
        optimizer.restart();
        optimizer.conclude(true);
        assertThat(optimizer.stored().experiments).as("nor can its suggestion").hasSize(1);
    }

    @Test
    void holdOut_unreadable_ruleIsToldToAll_andNotEdited() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        optimizer.stored().suggestions.put(EDIT.id(), Documents.of(EDIT));
        for (int i = 0; i < 100; i++) {
            String trace = optimizer.start("s");
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        optimizer.save();
        assertThat(told(optimizer)).as("but for a few").isEmpty();
        String holdOut =
                optimizer.state().guidance().experiments().get(0).plan().id();
        for (UnaryOperator<String> change :
                List.<UnaryOperator<String>>of(StoredDocuments::ofANewerVersion, text -> "")) {
            Runnable repair = StoredDocuments.damage(optimizer.stored().experiments, holdOut, change);
            optimizer.restart();
            learnAndSave(optimizer);

            assertThat(told(optimizer)).containsExactly(RULE.text());
            optimizer.assertConflict(EDIT.id(), Action.EXPERIMENT);
            repair.run();
        }
        optimizer.restart();
        assertThat(optimizer.state().guidance().experiments()).hasSize(1);
        assertThat(told(optimizer)).isEmpty();
    }

    /** It was taken away from everyone because something was wrong, and that has not been looked at. */
    @Test
    void holdOut_pausedAndUnreadable_ruleStaysAway() {
        SimulatedOptimizer optimizer = optimizer(RULE);
        optimizer.decide(RULE.id(), Action.FULL);
        Experiment plan = new Experiment(
                "exp-hold-out",
                "key",
                List.of(RULE.id()),
                RULE.agentId(),
                Experiment.Purpose.HOLD_OUT,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.92,
                100,
                0,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
        LiveExperiment paused = new LiveExperiment(ExperimentRun.start(plan));
        paused.become(LiveExperiment.Status.PAUSED, "A new class of error.", 0);
        optimizer.save();
        optimizer.stored().experiments.put(plan.id(), Documents.of(paused));
        optimizer.restart();
        assertThat(told(optimizer)).isEmpty();

        StoredDocuments.damage(optimizer.stored().experiments, plan.id(), StoredDocuments::torn);
        optimizer.restart();
        assertThat(told(optimizer)).isEmpty();
    }

    /** Treated traces were told the edit in place of the rule; now nobody knows which are treated. */
    @Test
    void holdOutOfAnEdit_unreadable_editIsToldInPlaceOfItsRule() {
        SimulatedOptimizer optimizer = optimizer(RULE, EDIT);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.decide(EDIT.id(), Action.EXPERIMENT);
        for (int i = 0; i < 100; i++) {
            String trace = optimizer.start("s");
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        optimizer.save();
        assertThat(optimizer.suggestion(EDIT.id()).status()).isEqualTo(Status.ADOPTED);
        String holdOut =
                optimizer.state().guidance().experiments().get(0).plan().id();
        StoredDocuments.damage(optimizer.stored().experiments, holdOut, StoredDocuments::torn);
        optimizer.restart();
        assertThat(told(optimizer)).containsExactly(EDIT.text());

        damage(optimizer, EDIT, StoredDocuments::ofANewerVersion);
        optimizer.restart();
        assertThat(told(optimizer)).containsExactly(EDIT.text());
    }
}
