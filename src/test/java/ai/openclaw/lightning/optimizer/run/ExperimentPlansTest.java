package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExperimentPlansTest {

    private static Experiment trialOf(String agentId) {
        Suggestion proposal = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");
        Suggestion ofAgent = new Suggestion(
                proposal.id(),
                proposal.optimizer(),
                proposal.kind(),
                null,
                proposal.text(),
                agentId,
                List.of(),
                null,
                proposal.grade(),
                proposal.status(),
                proposal.evidence(),
                List.of());
        return new ExperimentPlans(SimulatedOptimizer.settings(), () -> "0123456789abcdef0123456789abcdef")
                .trial(ofAgent, 0.5, 1, new AgentFacts(), 0);
    }

    @Test
    void unit_ofAnAgentThatKeepsWhatItIsTold_isTheSession() {
        assertThat(trialOf("claude-code").unit()).isEqualTo(Experiment.Unit.SESSION);
        assertThat(trialOf("main").unit()).isEqualTo(Experiment.Unit.TRACE);
        assertThat(trialOf(null).unit()).isEqualTo(Experiment.Unit.TRACE);
    }

    /** Otherwise two tries would tell a harmful rule to twice as many traces. */
    @Test
    void probation_ofASecondTry_isWhatTheFirstOneLeft() {
        ExperimentRun first = ExperimentRun.start(trialOf("main"));
        for (int i = 1; i <= 60; i++) {
            first.assigned(new Assignment(i, "u" + i, i % 2 == 0, 0.5, "", i));
            first.ended("u" + i, UnitOutcome.scored(0));
            assertThat(first.countNext()).isTrue();
        }
        int whole = ExperimentPlans.probationAfter(Optional.empty());

        assertThat(ExperimentPlans.probationAfter(Optional.of(first.state()))).isEqualTo(whole - 30);
    }
}
