package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.TraceEvent;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an agent is told in answer to its hooks. */
class HookGuidanceTest {

    private static final String FIRST = "Learned from earlier sessions:\n";

    @AutoClose
    private final HookCaller agent = new HookCaller();

    @Test
    void prompt_ofASession_isToldRulesOnceAndAgainWhenTheyChange() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        assertThat(agent.prompt("s", "p1", "Hello")).isEqualTo(FIRST + "- Be brief.");
        assertThat(agent.prompt("s", "p2", "And?")).isEmpty();
        assertThat(agent.prompt("other", "p3", "Hello")).isEqualTo(FIRST + "- Be brief.");
        agent.server.guidance = HookCaller.rules("2", "Be brief.", "Be kind.");
        assertThat(agent.prompt("s", "p4", "And?"))
                .isEqualTo("These rules replace those from earlier in this session:\n- Be brief.\n- Be kind.");
        agent.server.guidance = HookCaller.rules("3");
        assertThat(agent.prompt("s", "p5", "And?"))
                .isEqualTo("The rules from earlier in this session no longer apply.");
        assertThat(agent.prompt("s", "p6", "And?")).isEmpty();
        assertThat(agent.prompt("new", "p7", "Hello")).isEmpty();
    }

    @Test
    void prompt_ofASessionThatEndedAndGoesOn_isNotToldTheRulesAgain() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        agent.prompt("s", "p1", "Hello");
        agent.call("SessionEnd", "s", ",\"prompt_id\":\"p1\",\"reason\":\"other\"");
        assertThat(agent.prompt("s", "p2", "And?")).isEmpty();
        assertThat(agent.stored(TraceEvent.SessionEnd.class)).hasSize(1);
    }

    @Test
    void prompt_afterTheConversationWasCompacted_isToldTheRulesAgain() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        agent.prompt("s", "p1", "Hello");
        agent.call("PreCompact", "s", ",\"trigger\":\"auto\"");
        assertThat(agent.prompt("s", "p2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }

    @Test
    void prompt_inAnExperimentBySession_getsOneArmInAllOfTheSession() throws Exception {
        agent.server.guidance = new ActiveGuidance(
                "1",
                List.of(),
                List.of(new RunningExperiment(
                        new Experiment(
                                "e",
                                "k",
                                List.of("r"),
                                "claude-code",
                                Experiment.Purpose.TRIAL,
                                Experiment.Unit.SESSION,
                                Experiment.Method.BETTING,
                                0.5,
                                100,
                                1,
                                Set.of(),
                                Aim.SUCCESS,
                                Experiment.Outcomes.EXPLICIT),
                        List.of(new ActiveRule("r", "Be bold.", "claude-code")),
                        List.of())));
        Set<String> arms = new HashSet<>();
        for (int session = 0; session < 20; session++) {
            agent.server.writer.stored.clear();
            String first = agent.prompt("s" + session, "a" + session, "Hello");
            assertThat(agent.prompt("s" + session, "b" + session, "And?")).isEmpty();
            assertThat(agent.prompt("s" + session, "c" + session, "And?")).isEmpty();
            Set<String> ofSession = new HashSet<>();
            agent.stored(TraceEvent.SessionStart.class)
                    .forEach(start -> start.arms().forEach(arm -> ofSession.add(arm.arm())));
            assertThat(ofSession).containsExactly(first.isEmpty() ? ArmAssignment.CONTROL : ArmAssignment.TREATMENT);
            arms.addAll(ofSession);
        }
        assertThat(arms).hasSize(2);
    }

    @Test
    void call_thatCannotBeStored_isAnsweredWithNothingAndTheRulesAreToldLater() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        var store = agent.server.writer.answer;
        agent.server.writer.answer =
                request -> Future.failedFuture(new BridgeException(BridgeException.Kind.BUSY, "full"));
        assertThat(agent.prompt("s", "p1", "Hello")).isEmpty();
        agent.server.writer.answer = store;
        assertThat(agent.prompt("s", "p2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }

    @Test
    void sessions_many_areForgottenInOrder() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        agent.prompt("old", "p0", "Hello");
        for (int session = 0; session < 1_000; session++) {
            agent.prompt("s" + session, "p" + session, "Hello");
        }
        assertThat(agent.prompt("s999", "q1", "And?")).isEmpty();
        assertThat(agent.prompt("old", "q2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }
}
