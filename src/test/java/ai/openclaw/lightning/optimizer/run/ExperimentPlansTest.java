package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.util.List;
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
                .trial(ofAgent, 0.5, 1, new AgentFacts(), false);
    }

    @Test
    void unit_ofAnAgentThatKeepsWhatItIsTold_isTheSession() {
        assertThat(trialOf("claude-code").unit()).isEqualTo(Experiment.Unit.SESSION);
        assertThat(trialOf("main").unit()).isEqualTo(Experiment.Unit.TRACE);
        assertThat(trialOf(null).unit()).isEqualTo(Experiment.Unit.TRACE);
    }
}
