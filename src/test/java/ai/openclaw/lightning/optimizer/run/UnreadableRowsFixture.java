package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** A rule, an edit of it and another rule in an optimizer whose stored rows a test can damage. */
abstract class UnreadableRowsFixture {

    static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");
    static final Suggestion OTHER = rule("test-other", Kind.ADD_RULE, null, "Call `write` last.");
    static final Suggestion EDIT = rule("test-edit", Kind.REPLACE_RULE, RULE.id(), "Call `write` first.");

    @TempDir
    Path folder;

    static Suggestion rule(String id, Kind kind, String replaces, String text) {
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

    SimulatedOptimizer optimizer(Suggestion... suggestions) {
        return new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), suggestions);
    }

    static List<String> told(SimulatedOptimizer optimizer) {
        return optimizer.state().guidance().rules().stream()
                .map(ActiveRule::text)
                .toList();
    }

    static Runnable damage(SimulatedOptimizer optimizer, Suggestion suggestion, UnaryOperator<String> change) {
        return StoredDocuments.damage(optimizer.stored().suggestions, suggestion.id(), change);
    }

    static void learnAndSave(SimulatedOptimizer optimizer) {
        optimizer.end("some trace", true);
        optimizer.conclude(true);
    }
}
