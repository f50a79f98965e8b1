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
import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calls of hooks, and what an agent is told in answer. */
class HookRoutesTest {

    private static final String FIRST = "Learned from earlier sessions:\n";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    private JsonNode call(String event, String session, String more) throws IOException {
        var reply = server.post(
                "/hooks/claude-code",
                "{\"hook_event_name\":\"" + event + "\",\"session_id\":\"" + session + "\"" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private String prompt(String session, String id, String prompt) throws IOException {
        JsonNode answer =
                call("UserPromptSubmit", session, ",\"prompt_id\":\"" + id + "\",\"prompt\":\"" + prompt + "\"");
        JsonNode told = answer.path("hookSpecificOutput");
        assertThat(told.path("hookEventName").asText("UserPromptSubmit")).isEqualTo("UserPromptSubmit");
        return told.path("additionalContext").asText();
    }

    private static ActiveGuidance rules(String version, String... texts) {
        List<ActiveRule> rules = new java.util.ArrayList<>();
        for (String text : texts) {
            rules.add(new ActiveRule(text, text, "claude-code"));
        }
        return new ActiveGuidance(version, rules, List.of());
    }

    private <T extends TraceEvent> List<T> stored(Class<T> kind) {
        return server.writer.stored.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void prompt_ofASession_isToldRulesOnceAndAgainWhenTheyChange() throws Exception {
        server.guidance = rules("1", "Be brief.");
        assertThat(prompt("s", "p1", "Hello")).isEqualTo(FIRST + "- Be brief.");
        assertThat(prompt("s", "p2", "And?")).isEmpty();
        assertThat(prompt("other", "p3", "Hello")).isEqualTo(FIRST + "- Be brief.");
        server.guidance = rules("2", "Be brief.", "Be kind.");
        assertThat(prompt("s", "p4", "And?"))
                .isEqualTo("These rules replace those from earlier in this session:\n- Be brief.\n- Be kind.");
        server.guidance = rules("3");
        assertThat(prompt("s", "p5", "And?")).isEqualTo("The rules from earlier in this session no longer apply.");
        assertThat(prompt("s", "p6", "And?")).isEmpty();
        assertThat(prompt("new", "p7", "Hello")).isEmpty();
    }

    @Test
    void prompt_ofASessionThatEndedAndGoesOn_isNotToldTheRulesAgain() throws Exception {
        server.guidance = rules("1", "Be brief.");
        prompt("s", "p1", "Hello");
        call("SessionEnd", "s", ",\"prompt_id\":\"p1\",\"reason\":\"other\"");
        assertThat(prompt("s", "p2", "And?")).isEmpty();
        assertThat(stored(TraceEvent.SessionEnd.class)).hasSize(1);
    }

    @Test
    void prompt_afterTheConversationWasCompacted_isToldTheRulesAgain() throws Exception {
        server.guidance = rules("1", "Be brief.");
        prompt("s", "p1", "Hello");
        call("PreCompact", "s", ",\"trigger\":\"auto\"");
        assertThat(prompt("s", "p2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }

    @Test
    void prompt_inAnExperimentBySession_getsOneArmInAllOfTheSession() throws Exception {
        server.guidance = new ActiveGuidance(
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
                                Aim.SUCCESS),
                        List.of(new ActiveRule("r", "Be bold.", "claude-code")),
                        List.of())));
        Set<String> arms = new HashSet<>();
        for (int session = 0; session < 20; session++) {
            server.writer.stored.clear();
            String first = prompt("s" + session, "a" + session, "Hello");
            assertThat(prompt("s" + session, "b" + session, "And?")).isEmpty();
            assertThat(prompt("s" + session, "c" + session, "And?")).isEmpty();
            Set<String> ofSession = new HashSet<>();
            stored(TraceEvent.SessionStart.class)
                    .forEach(start -> start.arms().forEach(arm -> ofSession.add(arm.arm())));
            assertThat(ofSession).containsExactly(first.isEmpty() ? ArmAssignment.CONTROL : ArmAssignment.TREATMENT);
            arms.addAll(ofSession);
        }
        assertThat(arms).hasSize(2);
    }

    @Test
    void call_thatCannotBeStored_isAnsweredWithNothingAndTheRulesAreToldLater() throws Exception {
        server.guidance = rules("1", "Be brief.");
        var store = server.writer.answer;
        server.writer.answer = request -> Future.failedFuture(new BridgeException(BridgeException.Kind.BUSY, "full"));
        assertThat(prompt("s", "p1", "Hello")).isEmpty();
        server.writer.answer = store;
        assertThat(prompt("s", "p2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }

    @Test
    void call_ofAnUnknownHook_isCountedAndNotStored() throws Exception {
        assertThat(call("BrandNew", "s", "")).isEmpty();
        assertThat(call("Notification", "s", ",\"message\":\"Claude waits\"")).isEmpty();
        assertThat(server.writer.stored).isEmpty();
        assertThat(server.get("/metrics").text()).contains("reason=\"unknown_hook\"} 1.0");
    }

    @Test
    void nextPrompt_thatSoundsDispleased_isAWeakSignalForTheTraceBefore() throws Exception {
        prompt("s", "p1", "Which port?");
        call("Stop", "s", ",\"prompt_id\":\"p1\"");
        prompt("s", "p2", "That's wrong");
        String first = stored(TraceEvent.SessionStart.class).get(0).traceId();
        assertThat(stored(TraceEvent.Reward.class))
                .extracting(
                        TraceEvent.Reward::traceId, reward -> reward.source().jsonName(), TraceEvent.Reward::success)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first, "ended", true),
                        org.assertj.core.groups.Tuple.tuple(first, "heuristic", false));
    }

    @Test
    void turns_thatFailedOrWereStopped_sayHow() throws Exception {
        prompt("s", "p1", "Hello");
        call("StopFailure", "s", ",\"prompt_id\":\"p1\",\"error\":\"rate_limit\",\"error_details\":\"429 Too Many\"");
        prompt("s", "p2", "Hello");
        call("StopFailure", "s", ",\"prompt_id\":\"p2\",\"error\":\"server_error\"");
        prompt("s", "p3", "Hello");
        call(
                "PostToolUseFailure",
                "s",
                ",\"prompt_id\":\"p3\",\"tool_name\":\"Bash\",\"error\":\"Interrupted\",\"is_interrupt\":true");
        prompt("s", "p4", "Hello");
        call(
                "PostToolUseFailure",
                "s",
                ",\"prompt_id\":\"p4\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"grep x y\"},\"error\":\"Exit code 1\"");
        call("Stop", "s", ",\"prompt_id\":\"p4\"");
        assertThat(stored(TraceEvent.Reward.class))
                .extracting(TraceEvent.Reward::failure)
                .containsExactly("model_http_429", "model_server_error", "aborted", null);
        assertThat(stored(TraceEvent.SessionEnd.class)).hasSize(4);
        TraceEvent.ToolCall grep = stored(TraceEvent.ToolCall.class).get(1);
        assertThat(grep.error()).isNull();
        assertThat(grep.exitCode()).isEqualTo(1);
    }

    @Test
    void subAgent_hasATraceOfItsOwnThatIsLinkedToThePrompt() throws Exception {
        prompt("s", "p1", "Look around");
        call("SubagentStart", "s", ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\",\"agent_type\":\"Explore\"");
        call("PostToolUse", "s", ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\",\"tool_name\":\"Read\",\"duration_ms\":5");
        call("SubagentStop", "s", ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\"");
        call("Stop", "s", ",\"prompt_id\":\"p1\"");
        List<TraceEvent.SessionStart> starts = stored(TraceEvent.SessionStart.class);
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1).origin()).isEqualTo(TraceOrigin.SUBAGENT);
        assertThat(starts.get(1).parentTraceId()).isEqualTo(starts.get(0).traceId());
        assertThat(starts.get(1).sessionKey()).isEqualTo("s:a7");
        String sub = starts.get(1).traceId();
        assertThat(stored(TraceEvent.ToolCall.class))
                .extracting(TraceEvent::traceId)
                .containsExactly(sub);
        assertThat(stored(TraceEvent.SessionEnd.class))
                .extracting(TraceEvent::traceId)
                .containsExactly(sub, starts.get(0).traceId());
    }

    @Test
    void toolCall_withoutItsDuration_isTimedByItsBeginning() throws Exception {
        prompt("s", "p1", "Hello");
        call("PreToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"");
        call("PostToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"");
        call("PostToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t2\"");
        assertThat(stored(TraceEvent.ToolCall.class))
                .extracting(TraceEvent.ToolCall::durationMs)
                .containsExactly(0L, null);
    }

    @Test
    void sessions_many_areForgottenInOrder() throws Exception {
        server.guidance = rules("1", "Be brief.");
        prompt("old", "p0", "Hello");
        for (int session = 0; session < 1_000; session++) {
            prompt("s" + session, "p" + session, "Hello");
        }
        assertThat(prompt("s999", "q1", "And?")).isEmpty();
        assertThat(prompt("old", "q2", "And?")).isEqualTo(FIRST + "- Be brief.");
    }

    @Test
    void contents_areMaskedAndKeptAsTheyWere() throws Exception {
        call(
                "PostToolUse",
                "s",
                ",\"prompt_id\":\"p\",\"tool_name\":\"T\",\"tool_input\":{\"q\":\"sesame é\", \"n\":[1.50,{}]},\"tool_response\":\"done\"");
        TraceEvent.ToolCall call = stored(TraceEvent.ToolCall.class).get(0);
        assertThat(call.params().text()).isEqualTo("{\"q\":\"[masked] é\",\"n\":[1.50,{}]}");
        assertThat(call.result().text()).isEqualTo("\"done\"");
    }
}
