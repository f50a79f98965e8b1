package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verified rule is proposed to other agents with its tools, and to nobody else. */
final class TransfersTest {

    private static final Suggestion VERIFIED = SimulatedOptimizer.proposal(Metric.SUCCESS, "read")
            .withStatus(new StatusChange(Status.PROPOSED, Status.ADOPTED, 1, "auto", "It helps."), Grade.VERIFIED);

    @TempDir
    private Path folder;

    private static TraceEvidence trace(String agent, String tool, int order) {
        TraceEvidence.Call call = new TraceEvidence.Call(tool, null, 0, List.of(), "x", 1, null, null, 5L);
        return new TraceEvidence(
                order,
                agent + order,
                "s",
                TraceStatus.ENDED,
                new Labels(agent, null, null, null, null, null),
                1,
                "hello",
                false,
                true,
                RewardSource.END,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(call));
    }

    private static AgentFacts calling(String tool) {
        AgentFacts facts = new AgentFacts();
        facts.learn(trace("x", tool, 1), true);
        return facts;
    }

    @Test
    void verifiedRule_goesToAgentsWithItsTools_asAHint() {
        Map<String, AgentFacts> agents =
                Map.of(SimulatedOptimizer.AGENT, calling("read"), "other", calling("read"), "writer", calling("write"));

        assertThat(Transfers.of(List.of(VERIFIED), agents)).singleElement().satisfies(one -> {
            assertThat(one.agentId()).isEqualTo("other");
            assertThat(one.text()).isEqualTo(VERIFIED.text());
            assertThat(one.grade()).isEqualTo(Grade.HINT);
            assertThat(one.evidence().gradeReason()).contains("for agent;");
        });
    }

    @Test
    void ruleThatNobodyVerified_staysWhereItIs() {
        Suggestion byHand = SimulatedOptimizer.proposal(Metric.SUCCESS, "read")
                .withStatus(new StatusChange(Status.PROPOSED, Status.ADOPTED, 1, "person", "I like it."), Grade.HINT);

        assertThat(Transfers.of(List.of(byHand), Map.of("other", calling("read"))))
                .isEmpty();
    }

    @Test
    void proposalForTheOtherAgent_isShown_andCanBeTried() {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(folder, SimulatedOptimizer.settings(), VERIFIED);
        optimizer.state().closed(trace("other", "read", 1), optimizer.now);
        optimizer.conclude(true);

        assertThat(optimizer.view().suggestions())
                .filteredOn(one -> one.status() == Status.PROPOSED)
                .extracting(Suggestion::agentId)
                .containsExactly("other");
    }
}
