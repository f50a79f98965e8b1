package ai.openclaw.lightning.intake.json;

import static ai.openclaw.lightning.intake.json.DecoderUnderTest.MINTED;
import static ai.openclaw.lightning.intake.json.DecoderUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the decoder makes of fields, whatever their order, their number and their edges. */
class EventDecoderTest {

    private final DecoderUnderTest decoder = new DecoderUnderTest();

    @Test
    void event_duplicateKeys_lastWins() {
        assertThat(decoder.call(",\"duration_ms\":1,\"duration_ms\":2").durationMs())
                .isEqualTo(2);
        assertThat(decoder.call(",\"duration_ms\":\"wrong\",\"duration_ms\":2").durationMs())
                .isEqualTo(2);
        assertThat(decoder.call(",\"duration_ms\":1,\"duration_ms\":null").durationMs())
                .isNull();
        assertThat(decoder.call(",\"params\":[1],\"params\":{\"a\":2}").params())
                .isEqualTo(Content.whole("{\"a\":2}"));
    }

    @Test
    void event_nullFields_areAbsent() {
        var start = decoder.decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
                {"trace_id":null,"session_key":null,"message":null,"agent_id":null,"arms":null,"timestamp":null,
                 "metadata":null}
                """);
        assertThat(start)
                .isEqualTo(new TraceEvent.SessionStart(
                        MINTED, null, NOW, null, null, null, null, null, null, null, null, List.of()));
        assertThat(decoder.call(",\"params\":null").params()).isNull();
    }

    @Test
    void event_sessionKeyAndId_keyWins() {
        var json = "{\"session_id\":\"b\",\"session_key\":\"a\",\"tool_name\":\"t\"}";
        assertThat(decoder.decode(EventKind.TOOL_CALL, TraceEvent.ToolCall.class, json)
                        .sessionKey())
                .isEqualTo("a");
        var only = "{\"session_id\":\"b\",\"session_key\":null,\"tool_name\":\"t\"}";
        assertThat(decoder.decode(EventKind.TOOL_CALL, TraceEvent.ToolCall.class, only)
                        .sessionKey())
                .isEqualTo("b");
    }

    @Test
    void event_fieldsOfOtherKinds_areIgnored() {
        assertThat(decoder.call(",\"value\":\"no number\",\"arms\":7,\"user_rating\":99")
                        .toolName())
                .isEqualTo("t");
        assertThat(decoder.call(",\"unknown\":[[1e999,{\"a\":[]}]],\"b\":1e999").toolName())
                .isEqualTo("t");
    }

    @Test
    void event_byteOrderMark_isSkipped() {
        assertThat(decoder.decode(
                                EventKind.TOOL_CALL,
                                TraceEvent.ToolCall.class,
                                "\uFEFF{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                        .toolName())
                .isEqualTo("t");
    }

    @Test
    void event_names_areMaskedButIdsAreNot() {
        var start = decoder.decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
                {"session_key":"sesame","agent_id":"sesame","model":"sesame","task_key":"sesame",
                 "prompt_version":"sesame","message":"open sesame!"}
                """);
        assertThat(start.sessionKey()).isEqualTo("sesame");
        assertThat(List.of(start.agentId(), start.model(), start.taskKey(), start.promptVersion()))
                .containsOnly("[masked]");
        assertThat(start.message()).isEqualTo(Content.whole("open [masked]!"));
        var call = decoder.call(",\"tool_name\":\"sesame\",\"call_id\":\"sesame\"");
        assertThat(call.toolName()).isEqualTo("[masked]");
        assertThat(call.callId()).isEqualTo("sesame");
    }

    @Test
    void event_names_mayHave256CharactersOfAnyWidth() {
        String name = "\uD83D\uDE00".repeat(256);
        assertThat(decoder.call(",\"call_id\":\"" + name + "\"").callId()).isEqualTo(name);
    }

    @Test
    void event_halfSurrogates_becomeReplacementCharacters() {
        assertThat(decoder.call(",\"error\":\"a\\ud83db\"").error()).isEqualTo(Content.whole("a\uFFFDb"));
        assertThat(decoder.call(",\"result\":[\"a\\udc00\"]").result()).isEqualTo(Content.whole("[\"a\uFFFD\"]"));
        assertThat(decoder.call(",\"result\":\"\\ud83d\\ude00\"").result())
                .isEqualTo(Content.whole("\"\uD83D\uDE00\""));
    }

    @Test
    void event_jsonFields_mayBeAnyValueAndAreCompact() {
        assertThat(decoder.call(",\"params\": 7 ,\"result\": [ true , null , { \"a\" : -0.5e1 } ] ")
                        .params())
                .isEqualTo(Content.whole("7"));
        assertThat(decoder.call(",\"result\": [ true , null , { \"a\" : \"b\" } ] ")
                        .result())
                .isEqualTo(Content.whole("[true,null,{\"a\":\"b\"}]"));
        assertThat(decoder.call(",\"result\":\"\"").result()).isEqualTo(Content.whole("\"\""));
    }

    @Test
    void event_nesting_mayBe64Deep() {
        assertThat(decoder.call(",\"params\":" + "[".repeat(63) + "]".repeat(63))
                        .params()
                        .text())
                .hasSize(126);
    }

    @Test
    void start_origin_isOneOfTheWords() {
        String parent = "4bf92f3577b34da6a3ce929d0e0e4736";
        for (TraceOrigin origin : TraceOrigin.values()) {
            var start = decoder.decode(
                    EventKind.SESSION_START,
                    TraceEvent.SessionStart.class,
                    "{\"origin\":\"" + origin + "\",\"parent_trace_id\":\"" + parent + "\"}");
            assertThat(start.origin()).isEqualTo(origin);
            assertThat(start.parentTraceId()).isEqualTo(parent);
        }
        assertThatThrownBy(() ->
                        decoder.decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, "{\"origin\":\"cron\"}"))
                .hasMessage("origin must be user, retry, subagent, review, resume or schedule");
    }

    @Test
    void call_exitCode_isAnErrorUnlessItIsAnAnswer() {
        assertThat(decoder.call(",\"exit_code\":3").error()).isEqualTo(Content.whole("exit code 3"));
        assertThat(decoder.call(",\"exit_code\":-1").error()).isEqualTo(Content.whole("exit code -1"));
        assertThat(decoder.call(",\"exit_code\":3,\"error\":\"it broke\"").error())
                .isEqualTo(Content.whole("it broke"));
        assertThat(decoder.call(",\"exit_code\":3,\"exit_is_answer\":false").error())
                .isEqualTo(Content.whole("exit code 3"));
        assertThat(decoder.call(",\"exit_code\":0").error()).isNull();
        var answer = decoder.call(",\"exit_code\":1,\"exit_is_answer\":true");
        assertThat(answer.error()).isNull();
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    @Test
    void reward_failure_saysThatItFailed() {
        var reward = decoder.reward(",\"failure\":\"model_http_500\"");
        assertThat(reward.success()).isFalse();
        assertThat(reward.reward()).isEqualTo(-0.5);
        assertThat(reward.failure()).isEqualTo("model_http_500");
        var end = decoder.decode(
                EventKind.SESSION_END,
                TraceEvent.SessionEnd.class,
                "{\"session_key\":\"s\",\"failure\":\"tool_error\"}");
        assertThat(end.success()).isFalse();
        assertThat(end.failure()).isEqualTo("tool_error");
    }

    @Test
    void reward_times_areMilliseconds() {
        assertThat(decoder.reward(",\"duration\":1.2345").latencyMs()).isEqualTo(1235);
        assertThat(decoder.reward(",\"latency_ms\":7.5,\"duration\":100").latencyMs())
                .isEqualTo(8);
        assertThat(decoder.reward(",\"latency_ms\":0").latencyMs()).isZero();
    }

    @Test
    void reward_sources_areThoseThatClientsMaySend() {
        for (String source : List.of("user", "checker", "client", "agent", "heuristic", "ended")) {
            assertThat(decoder.reward(",\"success\":true,\"source\":\"" + source + "\"")
                            .source()
                            .jsonName())
                    .isEqualTo(source);
        }
        assertThat(decoder.reward(",\"success\":true,\"source\":null").source()).isEqualTo(RewardSource.CLIENT);
    }

    @Test
    void reward_bounds_areIncluded() {
        assertThat(decoder.reward(",\"value\":-1").value()).isEqualTo(-1);
        assertThat(decoder.reward(",\"value\":1").reward()).isEqualTo(1);
        assertThat(decoder.reward(",\"user_rating\":5").userRating()).isEqualTo(5);
        assertThat(decoder.reward(",\"tokens_used\":12.0").tokensUsed()).isEqualTo(12);
        assertThat(decoder.reward(",\"tokens_used\":0").reward()).isNull();
    }

    @Test
    void timestamp_bounds_areIncluded() {
        assertThat(decoder.call(",\"timestamp\":946684800000").timestamp()).isEqualTo(946_684_800_000L);
        assertThat(decoder.call(",\"timestamp\":" + (NOW + 86_400_000L)).timestamp())
                .isEqualTo(NOW + 86_400_000L);
        assertThat(decoder.call(",\"timestamp\":" + NOW + ".4").timestamp()).isEqualTo(NOW);
    }

    @Test
    void start_arms_areRead() {
        var start = decoder.decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
                {"arms":[{"experiment":"e1","arm":"treatment","applied":true,"probability":0.2,"more":[1]},
                 {"applied":false,"arm":"control","experiment":"e2"}]}
                """);
        assertThat(start.arms())
                .containsExactly(
                        new ArmAssignment("e1", "treatment", 0.2, true),
                        new ArmAssignment("e2", "control", null, false));
    }

    @Test
    void batch_typeAnywhere_isFound() {
        Batch batch = decoder.batch("""
                {"more":{"events":[1]},"events":[
                 {"type":"tool.call","session_key":"s","tool_name":"a"},
                 {"session_key":"s","tool_name":"b","params":{"type":"reward"},"type":"tool.call"},
                 {"type":"reward","session_key":"s","tool_name":"c","type":"tool.call"}],"end":1}
                """);
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.events())
                .extracting(event -> ((TraceEvent.ToolCall) event).toolName())
                .containsExactly("a", "b", "c");
        // Fields of one event do not leak into the next.
        assertThat(((TraceEvent.ToolCall) batch.events().get(2)).params()).isNull();
    }
}
