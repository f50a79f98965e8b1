package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a rule that is in effect: what agents are told before, during and after their experiment. */
final class EditsTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");
    private static final Suggestion REPLACE = edit("test-replace", Kind.REPLACE_RULE, "Call `write` first.");
    private static final Suggestion REMOVE = edit("test-remove", Kind.REMOVE_RULE, "");
    private static final String OLD = "- Call `read` first.";
    private static final String NEW = "- Call `write` first.";

    @TempDir
    private Path folder;

    private static Suggestion edit(String id, Kind kind, String text) {
        return new Suggestion(
                id,
                "test",
                kind,
                RULE.id(),
                text,
                RULE.agentId(),
                List.of(),
                RULE.grade(),
                RULE.status(),
                RULE.evidence(),
                List.of());
    }

    private SimulatedOptimizer play(RunSettings.Mode mode) {
        RunSettings settings = new RunSettings(mode, 10, 5_000, 3, Experiment.Unit.TRACE, 4_000, false, 5_000);
        SimulatedOptimizer play = new SimulatedOptimizer(folder, settings, RULE, REPLACE, REMOVE);
        play.decide(RULE.id(), Action.FULL);
        play.save();
        return play;
    }

    private SimulatedOptimizer play() {
        return play(RunSettings.Mode.MANUAL);
    }

    /** All that any of 200 traces would be told now. */
    private static Set<String> told(SimulatedOptimizer play) {
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            texts.add(Guidance.forTrace(play.workshop().guidance(), SimulatedOptimizer.AGENT, "trace " + i, "s")
                    .text());
        }
        return texts;
    }

    private static ExperimentReport underWay(SimulatedOptimizer play) {
        return play.view().experiments().stream()
                .filter(one -> one.status().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    /** Plays the experiment under way until it ends; the treated succeed, or fail, and the others do the opposite. */
    private static void playOut(SimulatedOptimizer play, boolean treatedSucceed) {
        Experiment plan = underWay(play).plan();
        for (int i = 0; i < 1_100 && play.view().experiments().stream().anyMatch(one -> isRunning(one, plan)); i++) {
            String trace = play.start(plan, "s");
            boolean success = plan.purpose() == Experiment.Purpose.HOLD_OUT
                    ? i % 2 == 0 // no difference
                    : play.isTreated(trace) == treatedSucceed;
            play.end(trace, success);
        }
        play.conclude(true);
    }

    private static boolean isRunning(ExperimentReport one, Experiment plan) {
        return one.status().equals("running") && one.plan().id().equals(plan.id());
    }

    private static void assertConflict(SimulatedOptimizer play, Suggestion edit, Action action) {
        Suggestion before = play.suggestion(edit.id());
        assertThatThrownBy(() -> play.decide(edit.id(), action))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(BridgeException.Kind.CONFLICT));
        assertThat(play.suggestion(edit.id())).isEqualTo(before);
    }

    private static Status status(SimulatedOptimizer play, Suggestion one) {
        return play.suggestion(one.id()).status();
    }

    @Test
    void replace_accepted_isToldInPlaceOfTheRule_andAfterTheHoldOutForGood() {
        SimulatedOptimizer play = play();
        assertThat(told(play)).containsExactly(OLD);
        play.decide(REPLACE.id(), Action.EXPERIMENT);
        assertThat(told(play)).as("on trial").containsExactly(OLD, NEW);

        playOut(play, true);
        assertThat(status(play, REPLACE)).isEqualTo(Status.ADOPTED);
        assertThat(play.suggestion(REPLACE.id()).grade()).isEqualTo(Suggestion.Grade.VERIFIED);
        assertThat(status(play, RULE)).as("during the hold-out").isEqualTo(Status.ADOPTED);
        assertThat(underWay(play).plan().purpose()).isEqualTo(Experiment.Purpose.HOLD_OUT);
        assertThat(told(play)).as("hold-out").containsExactly(OLD, NEW);
        play.restart();

        playOut(play, true);
        assertThat(status(play, RULE)).isEqualTo(Status.RETIRED);
        assertThat(status(play, REPLACE)).isEqualTo(Status.ADOPTED);
        assertThat(told(play)).containsExactly(NEW);
    }

    @Test
    void remove_accepted_isNotToldAnyMore_andBothRetire() {
        SimulatedOptimizer play = play();
        play.decide(REMOVE.id(), Action.EXPERIMENT);
        assertThat(told(play)).containsExactly("", OLD);

        playOut(play, true);
        assertThat(status(play, REMOVE)).isEqualTo(Status.ADOPTED);
        assertThat(told(play)).as("hold-out").containsExactly("", OLD);

        playOut(play, true);
        assertThat(status(play, RULE)).isEqualTo(Status.RETIRED);
        assertThat(status(play, REMOVE)).isEqualTo(Status.RETIRED);
        assertThat(told(play)).containsExactly("");
    }

    @Test
    void edit_thatHarms_isRolledBackAndTheRuleStays() {
        for (Suggestion edit : List.of(REPLACE, REMOVE)) {
            SimulatedOptimizer play = play();
            play.decide(edit.id(), Action.EXPERIMENT);
            playOut(play, false);
            assertThat(status(play, edit)).isEqualTo(Status.ROLLED_BACK);
            assertThat(status(play, RULE)).isEqualTo(Status.ADOPTED);
            assertThat(told(play)).containsExactly(OLD);
        }
    }

    @Test
    void edit_adoptedAtOnce_takesEffectAtOnce() {
        SimulatedOptimizer play = play();
        play.decide(REPLACE.id(), Action.FULL);
        assertThat(told(play)).containsExactly(NEW);
        assertThat(status(play, RULE)).isEqualTo(Status.RETIRED);
        assertConflict(play, REMOVE, Action.FULL);

        SimulatedOptimizer other = play();
        other.decide(REMOVE.id(), Action.FULL).undo().run();
        assertThat(told(other)).as("undone").containsExactly(OLD);
        other.decide(REMOVE.id(), Action.FULL);
        assertThat(told(other)).containsExactly("");
        assertThat(status(other, REMOVE)).isEqualTo(Status.RETIRED);
    }

    @Test
    void edit_ofARuleThatSomethingIsTriedOn_isRefused() {
        SimulatedOptimizer play = play();
        play.decide(REPLACE.id(), Action.EXPERIMENT);
        assertConflict(play, REMOVE, Action.EXPERIMENT);
        play.decide(REPLACE.id(), Action.ROLL_BACK);
        play.decide(REMOVE.id(), Action.EXPERIMENT);
        assertThat(status(play, REMOVE)).isEqualTo(Status.IN_EXPERIMENT);
    }

    @Test
    void edit_ofARuleThatIsTakenAway_ends() {
        SimulatedOptimizer play = play();
        play.decide(REPLACE.id(), Action.EXPERIMENT);
        play.decide(RULE.id(), Action.ROLL_BACK);
        play.conclude(true);

        assertThat(status(play, REPLACE)).isEqualTo(Status.ROLLED_BACK);
        assertThat(play.view().experiments()).noneMatch(one -> one.status().equals("running"));
        assertThat(told(play)).containsExactly("");
        assertConflict(play, REMOVE, Action.EXPERIMENT);
    }

    /** Two edits of one rule are proposed, there is room for three canaries, and only one may touch the rule. */
    @Test
    void aggressiveMode_severalEditsOfOneRule_triesOneAtATime() {
        SimulatedOptimizer play = play(RunSettings.Mode.AGGRESSIVE);
        play.conclude(true);

        assertThat(List.of(status(play, REPLACE), status(play, REMOVE)))
                .containsExactlyInAnyOrder(Status.IN_EXPERIMENT, Status.PROPOSED);
    }
}
