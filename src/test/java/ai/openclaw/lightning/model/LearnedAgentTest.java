package ai.openclaw.lightning.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.OptimizerView.LearnedAgent;
import org.junit.jupiter.api.Test;

/** What an agent is told to send, as long as nothing can be suggested to it. */
final class LearnedAgentTest {

    @Test
    void missing_namesTheFirstThingThatIsLacking() {
        assertThat(new LearnedAgent(7, 300, 0, 300, 50, Estimates.NONE).missing())
                .contains("None of its traces says how it went");
        assertThat(new LearnedAgent(7, 300, 12, 300, 50, Estimates.NONE).missing())
                .contains("12 of the 50 traces with an outcome");
        assertThat(new LearnedAgent(7, 300, 300, 0, 50, Estimates.NONE).missing())
                .contains("call no tools");
        assertThat(new LearnedAgent(7, 300, 300, 300, 50, Estimates.NONE).missing())
                .isNull();
    }
}
