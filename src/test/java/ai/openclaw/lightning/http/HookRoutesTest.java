package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of the calls of hooks. */
class HookRoutesTest {

    @AutoClose
    private final HookCaller agent = new HookCaller();

    @Test
    void call_ofAnUnknownHook_isCountedAndNotStored() throws Exception {
        assertThat(agent.call("BrandNew", "s", "")).isEmpty();
        assertThat(agent.call("Notification", "s", ",\"message\":\"Claude waits\""))
                .isEmpty();
        assertThat(agent.server.writer.stored).isEmpty();
        assertThat(agent.server.get("/metrics").text()).contains("reason=\"unknown_hook\"} 1.0");
    }

    @Test
    void nextPrompt_thatSoundsDispleased_isAWeakSignalForTheTraceBefore() throws Exception {
        agent.prompt("s", "p1", "Which port?");
        agent.call("Stop", "s", ",\"prompt_id\":\"p1\"");
        agent.prompt("s", "p2", "That's wrong");
        String first = agent.stored(TraceEvent.SessionStart.class).get(0).traceId();
        assertThat(agent.stored(TraceEvent.Reward.class))
                .extracting(
                        TraceEvent.Reward::traceId, reward -> reward.source().jsonName(), TraceEvent.Reward::success)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first, "ended", true),
                        org.assertj.core.groups.Tuple.tuple(first, "heuristic", false));
    }

    @Test
    void turns_thatFailedOrWereStopped_sayHow() throws Exception {
        agent.prompt("s", "p1", "Hello");
        agent.call(
                "StopFailure",
                "s",
                ",\"prompt_id\":\"p1\",\"error\":\"rate_limit\",\"error_details\":\"429 Too Many\"");
        agent.prompt("s", "p2", "Hello");
        agent.call("StopFailure", "s", ",\"prompt_id\":\"p2\",\"error\":\"server_error\"");
        agent.prompt("s", "p3", "Hello");
        agent.call(
                "PostToolUseFailure",
                "s",
                ",\"prompt_id\":\"p3\",\"tool_name\":\"Bash\",\"error\":\"Interrupted\",\"is_interrupt\":true");
        agent.prompt("s", "p4", "Hello");
        agent.call(
                "PostToolUseFailure",
                "s",
                ",\"prompt_id\":\"p4\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"grep x y\"},\"error\":\"Exit code 1\"");
        agent.call("Stop", "s", ",\"prompt_id\":\"p4\"");
        assertThat(agent.stored(TraceEvent.Reward.class))
                .extracting(TraceEvent.Reward::failure)
                .containsExactly("model_http_429", "model_server_error", "aborted", null);
        assertThat(agent.stored(TraceEvent.SessionEnd.class)).hasSize(4);
        TraceEvent.ToolCall grep = agent.stored(TraceEvent.ToolCall.class).get(1);
        assertThat(grep.error()).isNull();
        assertThat(grep.exitCode()).isEqualTo(1);
    }

    @Test
    void subAgent_hasATraceOfItsOwnThatIsLinkedToThePrompt() throws Exception {
        agent.prompt("s", "p1", "Look around");
        agent.call("SubagentStart", "s", ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\",\"agent_type\":\"Explore\"");
        agent.call(
                "PostToolUse",
                "s",
                ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\",\"tool_name\":\"Read\",\"duration_ms\":5");
        agent.call("SubagentStop", "s", ",\"prompt_id\":\"p1\",\"agent_id\":\"a7\"");
        agent.call("Stop", "s", ",\"prompt_id\":\"p1\"");
        List<TraceEvent.SessionStart> starts = agent.stored(TraceEvent.SessionStart.class);
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1).origin()).isEqualTo(TraceOrigin.SUBAGENT);
        assertThat(starts.get(1).parentTraceId()).isEqualTo(starts.get(0).traceId());
        assertThat(starts.get(1).sessionKey()).isEqualTo("s:a7");
        String sub = starts.get(1).traceId();
        assertThat(agent.stored(TraceEvent.ToolCall.class))
                .extracting(TraceEvent::traceId)
                .containsExactly(sub);
        assertThat(agent.stored(TraceEvent.SessionEnd.class))
                .extracting(TraceEvent::traceId)
                .containsExactly(sub, starts.get(0).traceId());
    }

    @Test
    void prompt_thatTheProgramWrites_resumesTheQuestion() throws Exception {
        agent.server.guidance = HookCaller.rules("1", "Be brief.");
        agent.prompt("s", "p1", "Look around");
        agent.call("Stop", "s", ",\"prompt_id\":\"p1\"");
        assertThat(agent.prompt("s", "p2", "<task-notification>\\n<status>completed</status>"))
                .isEmpty();
        agent.call("Stop", "s", ",\"prompt_id\":\"p2\"");
        assertThat(agent.prompt("s", "p3", "Perfect")).isEmpty();
        List<TraceEvent.SessionStart> starts = agent.stored(TraceEvent.SessionStart.class);
        String question = starts.get(0).traceId();
        assertThat(starts).extracting(TraceEvent.SessionStart::origin).containsExactly(null, TraceOrigin.RESUME, null);
        assertThat(starts).extracting(TraceEvent.SessionStart::parentTraceId).containsExactly(null, question, null);
        assertThat(agent.stored(TraceEvent.Reward.class))
                .filteredOn(reward -> reward.source() == RewardSource.HEURISTIC)
                .extracting(TraceEvent.Reward::traceId)
                .containsExactly(question);
    }

    @Test
    void toolCall_withoutItsDuration_isTimedByItsBeginning() throws Exception {
        agent.prompt("s", "p1", "Hello");
        agent.call("PreToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"");
        agent.call("PostToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"");
        agent.call("PostToolUse", "s", ",\"prompt_id\":\"p1\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t2\"");
        assertThat(agent.stored(TraceEvent.ToolCall.class))
                .extracting(TraceEvent.ToolCall::durationMs)
                .containsExactly(0L, null);
    }

    @Test
    void contents_areMaskedAndKeptAsTheyWere() throws Exception {
        agent.call(
                "PostToolUse",
                "s",
                ",\"prompt_id\":\"p\",\"tool_name\":\"T\",\"tool_input\":{\"q\":\"sesame é\", \"n\":[1.50,{}]},\"tool_response\":\"done\"");
        TraceEvent.ToolCall call = agent.stored(TraceEvent.ToolCall.class).get(0);
        assertThat(call.params().text()).isEqualTo("{\"q\":\"[masked] é\",\"n\":[1.50,{}]}");
        assertThat(call.result().text()).isEqualTo("\"done\"");
    }
}
