package ai.openclaw.lightning.intake.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDecoderTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final String MINTED = "12".repeat(16);
    private static final int FIELD_BYTES_MAX = 300;

    private final EventDecoder decoder = new EventDecoder(
            new Intake(
                    new Masker(new MaskingRules(true, List.of(), List.of("sesame"))),
                    FIELD_BYTES_MAX,
                    () -> NOW,
                    () -> MINTED,
                    () -> ActiveGuidance.EMPTY),
            5);

    private <T extends TraceEvent> T decode(EventKind kind, Class<T> type, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return type.cast(decoder.event(kind, bytes, bytes.length));
    }

    private TraceEvent.ToolCall call(String fields) {
        return decode(
                EventKind.TOOL_CALL,
                TraceEvent.ToolCall.class,
                "{\"session_key\":\"s\",\"tool_name\":\"t\"" + fields + "}");
    }

    private TraceEvent.Reward reward(String fields) {
        return decode(EventKind.REWARD, TraceEvent.Reward.class, "{\"session_key\":\"s\"" + fields + "}");
    }

    @Test
    void event_duplicateKeys_lastWins() {
        assertThat(call(",\"duration_ms\":1,\"duration_ms\":2").durationMs()).isEqualTo(2);
        assertThat(call(",\"duration_ms\":\"wrong\",\"duration_ms\":2").durationMs())
                .isEqualTo(2);
        assertThat(call(",\"duration_ms\":1,\"duration_ms\":null").durationMs()).isNull();
        assertThat(call(",\"params\":[1],\"params\":{\"a\":2}").params()).isEqualTo(Content.whole("{\"a\":2}"));
    }

    @Test
    void event_nullFields_areAbsent() {
        var start = decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
                {"trace_id":null,"session_key":null,"message":null,"agent_id":null,"arms":null,"timestamp":null,
                 "metadata":null}
                """);
        assertThat(start)
                .isEqualTo(
                        new TraceEvent.SessionStart(MINTED, null, NOW, null, null, null, null, null, null, List.of()));
        assertThat(call(",\"params\":null").params()).isNull();
    }

    @Test
    void event_sessionKeyAndId_keyWins() {
        var json = "{\"session_id\":\"b\",\"session_key\":\"a\",\"tool_name\":\"t\"}";
        assertThat(decode(EventKind.TOOL_CALL, TraceEvent.ToolCall.class, json).sessionKey())
                .isEqualTo("a");
        var only = "{\"session_id\":\"b\",\"session_key\":null,\"tool_name\":\"t\"}";
        assertThat(decode(EventKind.TOOL_CALL, TraceEvent.ToolCall.class, only).sessionKey())
                .isEqualTo("b");
    }

    @Test
    void event_fieldsOfOtherKinds_areIgnored() {
        assertThat(call(",\"value\":\"no number\",\"arms\":7,\"user_rating\":99")
                        .toolName())
                .isEqualTo("t");
        assertThat(call(",\"unknown\":[[1e999,{\"a\":[]}]],\"b\":1e999").toolName())
                .isEqualTo("t");
    }

    @Test
    void event_byteOrderMark_isSkipped() {
        assertThat(decode(
                                EventKind.TOOL_CALL,
                                TraceEvent.ToolCall.class,
                                "\uFEFF{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                        .toolName())
                .isEqualTo("t");
    }

    @Test
    void event_names_areMaskedButIdsAreNot() {
        var start = decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
                {"session_key":"sesame","agent_id":"sesame","model":"sesame","task_key":"sesame",
                 "prompt_version":"sesame","message":"open sesame!"}
                """);
        assertThat(start.sessionKey()).isEqualTo("sesame");
        assertThat(List.of(start.agentId(), start.model(), start.taskKey(), start.promptVersion()))
                .containsOnly("[masked]");
        assertThat(start.message()).isEqualTo(Content.whole("open [masked]!"));
        var call = call(",\"tool_name\":\"sesame\",\"call_id\":\"sesame\"");
        assertThat(call.toolName()).isEqualTo("[masked]");
        assertThat(call.callId()).isEqualTo("sesame");
    }

    @Test
    void event_names_mayHave256CharactersOfAnyWidth() {
        String name = "\uD83D\uDE00".repeat(256);
        assertThat(call(",\"call_id\":\"" + name + "\"").callId()).isEqualTo(name);
    }

    @Test
    void event_longFields_areCutAsJson() throws IOException {
        String text = "é\\n\\\"".repeat(100);
        for (Content content : List.of(
                call(",\"params\":{\"a\":\"" + text + "\"}").params(),
                call(",\"result\":\"" + text + "\"").result(),
                call(",\"error\":\"" + text + "\"").error())) {
            assertThat(content.cut()).isTrue();
            String stored = content.text();
            assertThat(stored.getBytes(UTF_8)).hasSizeBetween(FIELD_BYTES_MAX - 6, FIELD_BYTES_MAX);
            JsonNode cut = new ObjectMapper().readTree(stored);
            assertThat(cut.get("truncated").asBoolean()).isTrue();
        }
        // Masked first, then measured and cut.
        String secret =
                call(",\"error\":\"" + "sesame".repeat(100) + "\"").error().text();
        assertThat(secret).contains("\"bytes\":800").doesNotContain("sesame");
    }

    @Test
    void event_textsThatLookCut_staySo() {
        String object = "{\"truncated\":true,\"bytes\":5}";
        String text = object.replace("\"", "\\\"");
        var call = call(",\"error\":\"" + text + "\",\"params\":" + object + ",\"result\":\"" + text + "\"");
        assertThat(call.error()).isEqualTo(Content.whole(object));
        assertThat(call.params()).isEqualTo(Content.whole(object));
        assertThat(call.result()).isEqualTo(Content.whole("\"" + text + "\""));
    }

    /** What an export says of traces that a bridge cut, whatever the order of the fields. */
    @Test
    void event_markedFields_areCutFields() {
        String object = "{\"truncated\":true,\"bytes\":99999,\"head\":\"say sesame \\\"\\u0001\"}";
        Content cut = new Content(object.replace("sesame", "[masked]"), true);
        for (String fields : List.of(
                ",\"error_cut\":true,\"error\":" + object + ",\"params_cut\":true,\"params\":" + object,
                ",\"error\":" + object + ",\"error_cut\":true,\"params\":" + object + ",\"params_cut\":true")) {
            assertThat(call(fields).error()).isEqualTo(cut);
            assertThat(call(fields).params()).isEqualTo(cut);
        }
        assertThat(call(",\"params_cut\":false,\"params\":" + object).params().cut())
                .isFalse();
        assertThat(call(",\"params_cut\":true").params()).isNull();
    }

    /** Another bridge may keep more of a field than this one. */
    @Test
    void event_markedFieldsOfAnotherLimit_keepTheLengthOfTheWhole() throws IOException {
        for (String letter : List.of("x", "\\\"", "\\\\", "\\u0001", "é", "\uD83D\uDE00")) {
            for (int shift = 0; shift < 8; shift++) {
                String object = "{\"truncated\":true,\"bytes\":99999,\"head\":\"" + "y".repeat(shift)
                        + letter.repeat(400) + "\"}";
                var call = call(
                        ",\"error_cut\":true,\"error\":" + object + ",\"params\":" + object + ",\"params_cut\":true");
                String head = new ObjectMapper().readTree(object).get("head").asText();
                for (Content content : List.of(call.error(), call.params())) {
                    assertThat(content.cut()).isTrue();
                    assertThat(content.text().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(FIELD_BYTES_MAX);
                    JsonNode cut = new ObjectMapper().readTree(content.text());
                    assertThat(cut.get("bytes").asInt()).isEqualTo(99_999);
                    assertThat(head).startsWith(cut.get("head").asText());
                    assertThat(cut.get("head").asText()).hasSizeGreaterThan(15);
                }
            }
        }
    }

    @Test
    void event_fieldOfExactlyTheLimit_isNotCut() {
        assertThat(call(",\"error\":\"" + "x".repeat(FIELD_BYTES_MAX) + "\"").error())
                .isEqualTo(Content.whole("x".repeat(FIELD_BYTES_MAX)));
        assertThat(call(",\"result\":\"" + "x".repeat(FIELD_BYTES_MAX - 2) + "\"")
                        .result())
                .isEqualTo(Content.whole("\"" + "x".repeat(FIELD_BYTES_MAX - 2) + "\""));
    }

    @Test
    void event_halfSurrogates_becomeReplacementCharacters() {
        assertThat(call(",\"error\":\"a\\ud83db\"").error()).isEqualTo(Content.whole("a\uFFFDb"));
        assertThat(call(",\"result\":[\"a\\udc00\"]").result()).isEqualTo(Content.whole("[\"a\uFFFD\"]"));
        assertThat(call(",\"result\":\"\\ud83d\\ude00\"").result()).isEqualTo(Content.whole("\"\uD83D\uDE00\""));
    }

    @Test
    void event_jsonFields_mayBeAnyValueAndAreCompact() {
        assertThat(call(",\"params\": 7 ,\"result\": [ true , null , { \"a\" : -0.5e1 } ] ")
                        .params())
                .isEqualTo(Content.whole("7"));
        assertThat(call(",\"result\": [ true , null , { \"a\" : \"b\" } ] ").result())
                .isEqualTo(Content.whole("[true,null,{\"a\":\"b\"}]"));
        assertThat(call(",\"result\":\"\"").result()).isEqualTo(Content.whole("\"\""));
    }

    @Test
    void event_nesting_mayBe64Deep() {
        assertThat(call(",\"params\":" + "[".repeat(63) + "]".repeat(63))
                        .params()
                        .text())
                .hasSize(126);
    }

    @Test
    void reward_times_areMilliseconds() {
        assertThat(reward(",\"duration\":1.2345").latencyMs()).isEqualTo(1235);
        assertThat(reward(",\"latency_ms\":7.5,\"duration\":100").latencyMs()).isEqualTo(8);
        assertThat(reward(",\"latency_ms\":0").latencyMs()).isZero();
    }

    @Test
    void reward_sources_areThoseThatClientsMaySend() {
        for (String source : List.of("user", "checker", "client", "agent", "heuristic")) {
            assertThat(reward(",\"success\":true,\"source\":\"" + source + "\"")
                            .source()
                            .jsonName())
                    .isEqualTo(source);
        }
        assertThat(reward(",\"success\":true,\"source\":null").source()).isEqualTo(RewardSource.CLIENT);
    }

    @Test
    void reward_bounds_areIncluded() {
        assertThat(reward(",\"value\":-1").value()).isEqualTo(-1);
        assertThat(reward(",\"value\":1").reward()).isEqualTo(1);
        assertThat(reward(",\"user_rating\":5").userRating()).isEqualTo(5);
        assertThat(reward(",\"tokens_used\":12.0").tokensUsed()).isEqualTo(12);
        assertThat(reward(",\"tokens_used\":0").reward()).isNull();
    }

    @Test
    void timestamp_bounds_areIncluded() {
        assertThat(call(",\"timestamp\":946684800000").timestamp()).isEqualTo(946_684_800_000L);
        assertThat(call(",\"timestamp\":" + (NOW + 86_400_000L)).timestamp()).isEqualTo(NOW + 86_400_000L);
        assertThat(call(",\"timestamp\":" + NOW + ".4").timestamp()).isEqualTo(NOW);
    }

    @Test
    void start_arms_areRead() {
        var start = decode(EventKind.SESSION_START, TraceEvent.SessionStart.class, """
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
        byte[] bytes = """
                {"more":{"events":[1]},"events":[
                 {"type":"tool.call","session_key":"s","tool_name":"a"},
                 {"session_key":"s","tool_name":"b","params":{"type":"reward"},"type":"tool.call"},
                 {"type":"reward","session_key":"s","tool_name":"c","type":"tool.call"}],"end":1}
                """.getBytes(UTF_8);
        Batch batch = decoder.batch(bytes, bytes.length);
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.events())
                .extracting(event -> ((TraceEvent.ToolCall) event).toolName())
                .containsExactly("a", "b", "c");
        // Fields of one event do not leak into the next.
        assertThat(((TraceEvent.ToolCall) batch.events().get(2)).params()).isNull();
    }
}
