package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the rest of the optimizer does around a suggestion that can't be read, and after it can be read again. */
final class UnreadableSuggestionTest extends UnreadableRowsFixture {

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
        portfolio.found(List.of(RULE), GainPrior.NOTHING_TRIED, agent -> facts);

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
            RunSettings settings = new RunSettings(
                    mode,
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
}
