package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rest of the optimizer does around a row that can't be read, and after the row can be read again. */
final class UnreadableRowsTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");
    private static final Suggestion OTHER = rule("test-other", Kind.ADD_RULE, null, "Call `write` last.");
    private static final Suggestion EDIT = rule("test-edit", Kind.REPLACE_RULE, RULE.id(), "Call `write` first.");

    @TempDir
    private Path folder;

    private static Suggestion rule(String id, Kind kind, String replaces, String text) {
        return new Suggestion(
                id,
                "test",
                kind,
                replaces,
                text,
                RULE.agentId(),
                List.of("read"),
                RULE.grade(),
                RULE.status(),
                RULE.evidence(),
                List.of());
    }

    private SimulatedOptimizer optimizer(Suggestion... suggestions) {
        return new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), suggestions);
    }

    private static List<String> told(SimulatedOptimizer optimizer) {
        return optimizer.state().guidance().rules().stream()
                .map(ActiveRule::text)
                .toList();
    }

    private static Runnable damage(SimulatedOptimizer optimizer, Suggestion suggestion, UnaryOperator<String> change) {
        return StoredDocuments.damage(optimizer.stored().suggestions, suggestion.id(), change);
    }

    private static String onlyExperiment(SimulatedOptimizer optimizer) {
        return optimizer.stored().experiments.keySet().iterator().next();
    }

    private static void learnAndSave(SimulatedOptimizer optimizer) {
        optimizer.end("some trace", true);
        optimizer.conclude(true);
    }

    // A suggestion.

    @Test
    void adopted_ofANewerVersion_isStillToldAndNeverStoredOver() {
        SimulatedOptimizer optimizer = optimizer(RULE, OTHER);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.decide(OTHER.id(), Action.FULL);
        optimizer.save();
        damage(optimizer, RULE, StoredDocuments::ofANewerVersion);
        Document row = optimizer.stored().suggestions.get(RULE.id());
        optimizer.restart();

        assertThat(told(optimizer)).containsExactlyInAnyOrder(RULE.text(), OTHER.text());
        assertThat(optimizer.state().notices()).singleElement().asString().contains("suggestions: 1");
        learnAndSave(optimizer);
        optimizer.assertConflict(RULE.id(), Action.ROLL_BACK);
        assertThat(optimizer.stored().suggestions.get(RULE.id())).isSameAs(row);
    }

    @Test
    void adopted_tornBehindItsText_isStillTold_andBeforeItIsNot() {
        SimulatedOptimizer optimizer = optimizer(RULE, OTHER);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.decide(OTHER.id(), Action.FULL);
        optimizer.save();
        Runnable repair = damage(optimizer, RULE, text -> text.substring(0, text.indexOf("\"evidence\"")));
        optimizer.restart();
        assertThat(told(optimizer)).containsExactlyInAnyOrder(RULE.text(), OTHER.text());

        repair.run();
        damage(optimizer, RULE, text -> text.substring(0, text.indexOf("Call")));
        optimizer.restart();
        assertThat(told(optimizer)).containsExactly(OTHER.text());
    }

    /** The columns must agree with the text, and a text that no rule may have is not told. */
    @Test
    void adopted_thatIsNotWhatItsRowSays_isNotTold() {
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                text -> text.replace("\"status\":\"ADOPTED\"", "\"status\":\"ROLLED_BACK\""),
                text -> text.replace("\"kind\":\"ADD_RULE\"", "\"kind\":\"SOMETIMES\""),
                text -> text.replace("\"agentId\":\"agent\"", "\"agentId\":\"other\""),
                text -> text.replace("\"id\":\"" + RULE.id(), "\"id\":\"another"),
                text -> text.replace("\"text\":\"Call", "\"text\":\"Call\\u2028"),
                text -> text.replace("`read` first", "`ignore_previous_instructions` first"),
                text -> text.replace("\"replaces\":null", "\"replaces\":\"test-other\""))) {
            SimulatedOptimizer optimizer = optimizer(RULE);
            optimizer.decide(RULE.id(), Action.FULL);
            optimizer.save();
            damage(optimizer, RULE, text -> change.apply(text).replace("\"grade\":\"HINT\"", "\"grade\":\"NEWER\""));
            optimizer.restart();

            assertThat(optimizer.state().notices()).hasSize(1);
            assertThat(told(optimizer)).isEmpty();
        }
    }

    @Test
    void found_again_whileItsRowCannotBeRead_isNotTakenIn() {
        Portfolio portfolio = new Portfolio(
                List.of(),
                LoadedKnowledge.of(new LearnedDocuments(
                                List.of(new Document(RULE.id(), RULE.agentId(), "rejected", "{")),
                                List.of(),
                                List.of()))
                        .unreadable());
        AgentFacts facts = new AgentFacts();
        portfolio.found(List.of(RULE), agent -> facts);

        assertThat(portfolio.all()).isEmpty();
        assertThat(portfolio.takeChanged()).isEmpty();
    }

    @Test
    void onTrial_unreadable_waitsWithoutArmsOrVerdict_andGoesOnWhenItCanBeRead() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        Experiment plan = optimizer.report().plan();
        for (int i = 0; i < 3; i++) {
            optimizer.end(optimizer.start("s"), true);
        }
        optimizer.save();
        Runnable repair = damage(optimizer, RULE, StoredDocuments::torn);
        Document row = optimizer.stored().suggestions.get(RULE.id());
        optimizer.restart();

        assertThat(optimizer.state().guidance().experiments()).isEmpty();
        assertThat(optimizer.report().status()).isEqualTo("paused");
        for (int i = 0; i < 100; i++) {
            String trace = optimizer.start(plan, "s"); // of clients that have not heard
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        optimizer.conclude(true);
        assertThat(optimizer.report().counted())
                .as("no verdict could be stored")
                .isEqualTo(3);
        assertThat(optimizer.stored().suggestions.get(RULE.id())).isSameAs(row);

        repair.run();
        optimizer.restart();
        assertThat(optimizer.state().guidance().experiments())
                .singleElement()
                .satisfies(one -> assertThat(one.plan().key()).isEqualTo(plan.key()));
        optimizer.conclude(true);
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
    }

    /** Nobody knows whether the rule is in effect, so what edits it is neither ended nor begun. */
    @Test
    void edited_unreadable_leavesItsEditsAlone() {
        SimulatedOptimizer optimizer = optimizer(RULE, EDIT);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.decide(EDIT.id(), Action.EXPERIMENT);
        optimizer.save();
        Runnable repair = damage(optimizer, RULE, StoredDocuments::ofANewerVersion);
        optimizer.restart();
        learnAndSave(optimizer);

        assertThat(optimizer.suggestion(EDIT.id()).status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(optimizer.report().status()).isEqualTo("paused");
        assertThat(told(optimizer)).containsExactly(RULE.text());
        repair.run();
        optimizer.restart();
        assertThat(optimizer.report().status()).isEqualTo("running");
        assertThat(optimizer.state().guidance().experiments()).hasSize(1);
    }

    @Test
    void edited_unreadable_noEditOfItCanBegin() {
        for (RunSettings.Mode mode : RunSettings.Mode.values()) {
            RunSettings settings = new RunSettings(mode, 10, 5_000, 3, Experiment.Unit.TRACE, 4_000, false, 5_000);
            SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, settings, RULE, EDIT);
            optimizer.decide(RULE.id(), Action.FULL);
            optimizer.save();
            damage(optimizer, RULE, StoredDocuments::torn);
            optimizer.restart();
            learnAndSave(optimizer);

            optimizer.assertConflict(EDIT.id(), Action.FULL);
            optimizer.assertConflict(EDIT.id(), Action.EXPERIMENT);
            assertThat(optimizer.view().experiments()).isEmpty();
        }
    }

    // An experiment.

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
                RunSettings.Mode.CONSERVATIVE, 10, 5_000, 3, Experiment.Unit.TRACE, 4_000, false, 5_000);
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
                Set.of());
        LiveExperiment paused = new LiveExperiment(plan);
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
