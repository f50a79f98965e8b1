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
import ai.openclaw.lightning.model.TraceOrigin;
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

    private SimulatedOptimizer optimizer(RunSettings.Mode mode) {
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
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, settings, RULE, REPLACE, REMOVE);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.save();
        return optimizer;
    }

    private SimulatedOptimizer optimizer() {
        return optimizer(RunSettings.Mode.MANUAL);
    }

    /** All that any of 200 traces would be told now. */
    private static Set<String> guidanceTexts(SimulatedOptimizer optimizer) {
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            texts.add(Guidance.forTrace(optimizer.state().guidance(), SimulatedOptimizer.AGENT, "trace " + i, "s")
                    .text());
        }
        return texts;
    }

    private static ExperimentReport underWay(SimulatedOptimizer optimizer) {
        return optimizer.view().experiments().stream()
                .filter(one -> one.status().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    /** Feeds the experiment under way until it ends; the treated succeed, or fail, and the others do the opposite. */
    private static void runToVerdict(SimulatedOptimizer optimizer, boolean treatedSucceed) {
        Experiment plan = underWay(optimizer).plan();
        for (int i = 0;
                i < 1_100 && optimizer.view().experiments().stream().anyMatch(one -> isRunning(one, plan));
                i++) {
            String trace = optimizer.start(plan, "s");
            boolean success = plan.purpose() == Experiment.Purpose.HOLD_OUT
                    ? i % 2 == 0 // no difference
                    : optimizer.isTreated(trace) == treatedSucceed;
            optimizer.end(trace, success);
        }
        optimizer.conclude(true);
    }

    private static boolean isRunning(ExperimentReport one, Experiment plan) {
        return one.status().equals("running") && one.plan().id().equals(plan.id());
    }

    private static void assertConflict(SimulatedOptimizer optimizer, Suggestion edit, Action action) {
        Suggestion before = optimizer.suggestion(edit.id());
        assertThatThrownBy(() -> optimizer.decide(edit.id(), action))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(BridgeException.Kind.CONFLICT));
        assertThat(optimizer.suggestion(edit.id())).isEqualTo(before);
    }

    private static Status status(SimulatedOptimizer optimizer, Suggestion one) {
        return optimizer.suggestion(one.id()).status();
    }

    @Test
    void replace_accepted_isToldInPlaceOfTheRule_andAfterTheHoldOutForGood() {
        SimulatedOptimizer optimizer = optimizer();
        assertThat(guidanceTexts(optimizer)).containsExactly(OLD);
        optimizer.decide(REPLACE.id(), Action.EXPERIMENT);
        assertThat(guidanceTexts(optimizer)).as("on trial").containsExactly(OLD, NEW);

        runToVerdict(optimizer, true);
        assertThat(status(optimizer, REPLACE)).isEqualTo(Status.ADOPTED);
        assertThat(optimizer.suggestion(REPLACE.id()).grade()).isEqualTo(Suggestion.Grade.VERIFIED);
        assertThat(status(optimizer, RULE)).as("during the hold-out").isEqualTo(Status.ADOPTED);
        assertThat(underWay(optimizer).plan().purpose()).isEqualTo(Experiment.Purpose.HOLD_OUT);
        assertThat(guidanceTexts(optimizer)).as("hold-out").containsExactly(OLD, NEW);
        optimizer.restart();

        runToVerdict(optimizer, true);
        assertThat(status(optimizer, RULE)).isEqualTo(Status.RETIRED);
        assertThat(status(optimizer, REPLACE)).isEqualTo(Status.ADOPTED);
        assertThat(guidanceTexts(optimizer)).containsExactly(NEW);
    }

    @Test
    void remove_accepted_isNotToldAnyMore_andBothRetire() {
        SimulatedOptimizer optimizer = optimizer();
        optimizer.decide(REMOVE.id(), Action.EXPERIMENT);
        assertThat(guidanceTexts(optimizer)).containsExactly("", OLD);

        runToVerdict(optimizer, true);
        assertThat(status(optimizer, REMOVE)).isEqualTo(Status.ADOPTED);
        assertThat(guidanceTexts(optimizer)).as("hold-out").containsExactly("", OLD);

        runToVerdict(optimizer, true);
        assertThat(status(optimizer, RULE)).isEqualTo(Status.RETIRED);
        assertThat(status(optimizer, REMOVE)).isEqualTo(Status.RETIRED);
        assertThat(guidanceTexts(optimizer)).containsExactly("");
    }

    @Test
    void edit_thatHarms_isRolledBackAndTheRuleStays() {
        for (Suggestion edit : List.of(REPLACE, REMOVE)) {
            SimulatedOptimizer optimizer = optimizer();
            optimizer.decide(edit.id(), Action.EXPERIMENT);
            runToVerdict(optimizer, false);
            assertThat(status(optimizer, edit)).isEqualTo(Status.ROLLED_BACK);
            assertThat(status(optimizer, RULE)).isEqualTo(Status.ADOPTED);
            assertThat(guidanceTexts(optimizer)).containsExactly(OLD);
        }
    }

    @Test
    void edit_adoptedAtOnce_takesEffectAtOnce() {
        SimulatedOptimizer optimizer = optimizer();
        optimizer.decide(REPLACE.id(), Action.FULL);
        assertThat(guidanceTexts(optimizer)).containsExactly(NEW);
        assertThat(status(optimizer, RULE)).isEqualTo(Status.RETIRED);
        assertConflict(optimizer, REMOVE, Action.FULL);

        SimulatedOptimizer other = optimizer();
        other.decide(REMOVE.id(), Action.FULL).undo().run();
        assertThat(guidanceTexts(other)).as("undone").containsExactly(OLD);
        other.decide(REMOVE.id(), Action.FULL);
        assertThat(guidanceTexts(other)).containsExactly("");
        assertThat(status(other, REMOVE)).isEqualTo(Status.RETIRED);
    }

    @Test
    void edit_ofARuleThatSomethingIsTriedOn_isRefused() {
        SimulatedOptimizer optimizer = optimizer();
        optimizer.decide(REPLACE.id(), Action.EXPERIMENT);
        assertConflict(optimizer, REMOVE, Action.EXPERIMENT);
        optimizer.decide(REPLACE.id(), Action.ROLL_BACK);
        optimizer.decide(REMOVE.id(), Action.EXPERIMENT);
        assertThat(status(optimizer, REMOVE)).isEqualTo(Status.IN_EXPERIMENT);
    }

    @Test
    void edit_ofARuleThatIsTakenAway_ends() {
        SimulatedOptimizer optimizer = optimizer();
        optimizer.decide(REPLACE.id(), Action.EXPERIMENT);
        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.conclude(true);

        assertThat(status(optimizer, REPLACE)).isEqualTo(Status.ROLLED_BACK);
        assertThat(optimizer.view().experiments()).noneMatch(one -> one.status().equals("running"));
        assertThat(guidanceTexts(optimizer)).containsExactly("");
        assertConflict(optimizer, REMOVE, Action.EXPERIMENT);
    }

    /** Two edits of one rule are proposed, there is room for three canaries, and only one may touch the rule. */
    @Test
    void aggressiveMode_severalEditsOfOneRule_triesOneAtATime() {
        SimulatedOptimizer optimizer = optimizer(RunSettings.Mode.AGGRESSIVE);
        optimizer.conclude(true);

        assertThat(List.of(status(optimizer, REPLACE), status(optimizer, REMOVE)))
                .containsExactlyInAnyOrder(Status.IN_EXPERIMENT, Status.PROPOSED);
    }
}
