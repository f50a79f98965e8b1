package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a suggestion ends. */
final class RetirementTest {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    @TempDir
    private Path folder;

    @Test
    void retire_byAPerson_takesTheRuleAwayForGood() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        optimizer.assertConflict(RULE.id(), Action.RETIRE);
        for (int i = 0; i < 100; i++) {
            String trace = optimizer.start("s");
            optimizer.end(trace, optimizer.isTreated(trace));
        }
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);
        assertThat(optimizer.state().guidance().experiments()).as("hold-out").hasSize(1);

        Suggestion retired = optimizer.decide(RULE.id(), Action.RETIRE).suggestion();
        assertThat(retired.history().get(retired.history().size() - 1))
                .isEqualTo(new StatusChange(Status.ADOPTED, Status.RETIRED, optimizer.now, "person", ""));
        assertThat(optimizer.state().guidance()).isEqualTo(ActiveGuidance.EMPTY);
        assertThat(optimizer.view().experiments()).allMatch(one -> one.status().equals("ended"));
        assertThat(optimizer.decide(RULE.id(), Action.RETIRE).suggestion()).isEqualTo(retired);
        optimizer.assertConflict(RULE.id(), Action.EXPERIMENT);
    }

    @Test
    void retire_rolledBackLongAgo_byItself() {
        SimulatedOptimizer optimizer = SimulatedOptimizer.onTrial(folder, RULE);
        optimizer.decide(RULE.id(), Action.ROLL_BACK);
        optimizer.now += Retirement.ENDED_DAYS * DAY_MS - 1;
        optimizer.conclude(true);
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ROLLED_BACK);
        optimizer.now++;
        optimizer.conclude(true);
        Suggestion retired = optimizer.suggestion(RULE.id());
        assertThat(retired.status()).isEqualTo(Status.RETIRED);
        assertThat(retired.history().get(retired.history().size() - 1).actor()).isEqualTo("auto");
    }

    /** A rule against waste that works makes its tool disappear; that is no reason to drop it. */
    @Test
    void retire_adoptedAndToolsGone_byItselfUnlessAgainstWaste() {
        Suggestion waste = SimulatedOptimizer.proposal(Metric.CALLS, "read");
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), RULE, waste);
        optimizer.decide(RULE.id(), Action.FULL);
        optimizer.decide(waste.id(), Action.FULL);
        optimizer.end("called once", true, "it failed");
        for (int i = 1; i < Retirement.UNUSED_TRACES; i++) {
            optimizer.end("trace " + i, true);
        }
        optimizer.conclude(true);
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.ADOPTED);

        optimizer.end("the last", true);
        optimizer.conclude(false);
        assertThat(optimizer.suggestion(RULE.id()).status())
                .as("not all is read")
                .isEqualTo(Status.ADOPTED);
        optimizer.conclude(true);
        assertThat(optimizer.suggestion(RULE.id()).status()).isEqualTo(Status.RETIRED);
        assertThat(optimizer.suggestion(waste.id()).status()).isEqualTo(Status.ADOPTED);
    }
}
