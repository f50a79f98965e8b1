package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.model.GuidanceChange;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rules were in effect when. */
final class GuidanceHistoryTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");
    private static final Suggestion OTHER = SimulatedOptimizer.proposal(Metric.TOKENS, "write");

    @TempDir
    private Path folder;

    private static Suggestion rule(String id, Kind kind, String text, String replaces, StatusChange... history) {
        return new Suggestion(
                id,
                "test",
                kind,
                replaces,
                text,
                "a",
                List.of(),
                RULE.grade(),
                history[history.length - 1].to(),
                RULE.evidence(),
                List.of(history));
    }

    private static StatusChange step(Status from, Status to, long at) {
        return new StatusChange(from, to, at, "person", "");
    }

    private static List<String> told(GuidanceChange change) {
        return change.rules().stream().map(Suggestion::id).toList();
    }

    @Test
    void decisions_ofALife_areReadBackInBothDirections() {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE, OTHER);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.now++;
        optimizer.decide(OTHER.id(), Action.EXPERIMENT);
        optimizer.now++;
        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.now++;
        optimizer.decide(OTHER.id(), Action.ROLL_BACK);
        List<GuidanceChange> changes = optimizer.view().changes();
        assertThat(changes)
                .extracting(
                        change -> change.suggestion().id(),
                        change -> change.step().to(),
                        GuidanceHistoryTest::told)
                .containsExactly(
                        tuple(OTHER.id(), Status.ROLLED_BACK, List.of()),
                        tuple(RULE.id(), Status.ROLLED_BACK, List.of()),
                        tuple(OTHER.id(), Status.IN_EXPERIMENT, List.of(RULE.id())),
                        tuple(RULE.id(), Status.ADOPTED, List.of(RULE.id())));
        assertThat(changes).allMatch(change -> change.step().actor().equals("person"));
    }

    /** The latest entry is what is told now, and a restart forgets none. */
    @Test
    void latest_afterARestart_isWhatAgentsAreTold() {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE, OTHER);
        optimizer.decide(OTHER.id(), Action.FULL);
        optimizer.now++;
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.save();
        List<GuidanceChange> before = optimizer.view().changes();
        optimizer.restart();
        assertThat(optimizer.view().changes()).isEqualTo(before).hasSize(2);
        assertThat(told(before.get(0)))
                .containsExactly(OTHER.id(), RULE.id())
                .containsExactlyInAnyOrderElementsOf(optimizer.state().guidance().rules().stream()
                        .map(ActiveRule::id)
                        .toList());
    }

    @Test
    void edit_adopted_takesThePlaceOfItsRule() {
        Suggestion old = rule(
                "old",
                Kind.ADD_RULE,
                "Call `read` first.",
                null,
                step(Status.ACCEPTED, Status.ADOPTED, 1),
                step(Status.ADOPTED, Status.RETIRED, 9));
        Suggestion edit = rule(
                "edit",
                Kind.REPLACE_RULE,
                "Call `write` first.",
                "old",
                step(Status.ACCEPTED, Status.IN_EXPERIMENT, 3),
                step(Status.IN_EXPERIMENT, Status.ADOPTED, 5));
        Suggestion removal = rule(
                "removal",
                Kind.REMOVE_RULE,
                "",
                "edit",
                step(Status.IN_EXPERIMENT, Status.ADOPTED, 12),
                step(Status.ADOPTED, Status.ROLLED_BACK, 15));
        assertThat(GuidanceHistory.of(List.of(removal, edit, old)))
                .extracting(change -> change.step().at(), GuidanceHistoryTest::told)
                .containsExactly(
                        tuple(15L, List.of("edit")),
                        tuple(12L, List.of()),
                        tuple(9L, List.of("edit")),
                        tuple(5L, List.of("edit")),
                        tuple(3L, List.of("old")),
                        tuple(1L, List.of("old")));
    }

    /** What one decision does at one moment is in every order the same. */
    @Test
    void steps_ofOneMoment_endWithTheSameRules() {
        Suggestion old = rule(
                "old",
                Kind.ADD_RULE,
                "Call `read` first.",
                null,
                step(Status.ACCEPTED, Status.ADOPTED, 1),
                step(Status.ADOPTED, Status.RETIRED, 5));
        Suggestion edit =
                rule("edit", Kind.REPLACE_RULE, "Call `write` first.", "old", step(Status.ACCEPTED, Status.ADOPTED, 5));
        for (List<Suggestion> order : List.of(List.of(old, edit), List.of(edit, old))) {
            assertThat(GuidanceHistory.of(order).subList(0, 2))
                    .allMatch(change -> told(change).equals(List.of("edit")));
        }
    }

    @Test
    void decisions_thatTellNobodyAnything_areLeftOut() {
        Suggestion refused = rule(
                "refused",
                Kind.ADD_RULE,
                "Call `read` first.",
                null,
                step(Status.PROPOSED, Status.REJECTED, 1),
                step(Status.REJECTED, Status.ACCEPTED, 2));
        Suggestion ended =
                rule("ended", Kind.ADD_RULE, "Call `read` first.", null, step(Status.ROLLED_BACK, Status.RETIRED, 3));
        assertThat(GuidanceHistory.of(List.of(refused, ended))).isEmpty();
    }

    @Test
    void changes_more_areBounded() {
        List<Suggestion> many = IntStream.range(0, GuidanceChange.CHANGES_MAX)
                .mapToObj(i -> rule(
                        "r" + i,
                        Kind.ADD_RULE,
                        "Call `read` first.",
                        null,
                        step(Status.ACCEPTED, Status.ADOPTED, 2L * i),
                        step(Status.ADOPTED, Status.ROLLED_BACK, 2L * i + 1)))
                .toList();
        List<GuidanceChange> changes = GuidanceHistory.of(many);
        assertThat(changes).hasSize(GuidanceChange.CHANGES_MAX);
        assertThat(changes.get(0).step().at()).isEqualTo(2L * GuidanceChange.CHANGES_MAX - 1);
    }
}
