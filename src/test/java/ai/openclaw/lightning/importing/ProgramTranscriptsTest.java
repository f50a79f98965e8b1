package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Claude Code and Codex write down in special cases, and lines that nobody knows. */
class ProgramTranscriptsTest {

    private final TranscriptRun run = new TranscriptRun(ParentTurns.NONE);

    private void read(String... lines) throws IOException {
        run.read(lines);
    }

    private List<JsonNode> values(String type, String field) {
        return run.values(type, field);
    }

    private static String claude(String type, String more, String content) {
        return "{\"parentUuid\":null,\"sessionId\":\"c\",\"type\":\"" + type + "\"," + more + "\"message\":{\"role\":\""
                + type + "\",\"content\":" + content + "}}";
    }

    @Test
    void claudeCode_whatTheProgramWritesForTheUser_beginsNoTurn() throws IOException {
        read(
                claude("user", "\"uuid\":\"1\",\"isMeta\":true,", "\"Caveat: \""),
                claude("user", "\"uuid\":\"2\",", "\"<command-name>/clear</command-name>\""),
                claude("user", "\"uuid\":\"3\",", "\"<local-command-stdout></local-command-stdout>\""),
                claude("user", "\"uuid\":\"4\",", "\"do it\""),
                claude("assistant", "\"uuid\":\"5\",", "[{\"type\":\"text\",\"text\":\"done\"}]"),
                claude("user", "\"uuid\":\"6\",\"isCompactSummary\":true,", "\"This session goes on\""));

        assertThat(values("session.start", "message")).singleElement().hasToString("\"do it\"");
        assertThat(values("reward", "success")).singleElement().hasToString("true");
    }

    @Test
    void claudeCode_promptThatCameThroughAHookToo_isTheSameTrace() throws IOException {
        String promptId = "2b6d8929-b428-4450-b86a-800647176362";
        read(
                claude(
                        "user",
                        "\"uuid\":\"272f6573-3947-4385-916c-9d3f1af0c902\",\"promptId\":\"" + promptId + "\",",
                        "\"do it\""),
                claude("assistant", "\"uuid\":\"2\",", "[{\"type\":\"text\",\"text\":\"done\"}]"));

        assertThat(run.texts("session.start", "trace_id"))
                .containsExactly(Sha256.hex("claude-code|" + promptId, 16)); // as HookSessionTest has it
    }

    @Test
    void claudeCode_whatWasPutAsideIsDone_resumesTheQuestion() throws IOException {
        read(
                claude("user", "\"uuid\":\"1\",", "\"do it\""),
                claude("assistant", "\"uuid\":\"2\",", "[{\"type\":\"text\",\"text\":\"it runs\"}]"),
                claude("user", "\"uuid\":\"3\",", "\"<task-notification> done\""),
                claude("assistant", "\"uuid\":\"4\",", "[{\"type\":\"text\",\"text\":\"done\"}]"));

        assertThat(run.texts("session.start", "origin")).containsExactly("", "resume");
        assertThat(run.texts("session.start", "parent_trace_id").get(1))
                .isEqualTo(run.texts("session.start", "trace_id").get(0));
    }

    @Test
    void claudeCode_subAgentInTheSameFile_isATraceOfItsOwn() throws IOException {
        read(
                claude("user", "\"uuid\":\"1\",", "\"ask it\""),
                claude(
                        "assistant",
                        "\"uuid\":\"2\",",
                        "[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Task\",\"input\":{}}]"),
                claude("user", "\"uuid\":\"3\",\"isSidechain\":true,", "\"you are asked\""),
                claude("assistant", "\"uuid\":\"4\",\"isSidechain\":true,", "[{\"type\":\"text\",\"text\":\"yes\"}]")
                        .replace("\"parentUuid\":null", "\"parentUuid\":\"3\""),
                claude(
                        "user",
                        "\"uuid\":\"5\",",
                        "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"yes\"}]"),
                claude("assistant", "\"uuid\":\"6\",", "[{\"type\":\"text\",\"text\":\"it says yes\"}]"));

        assertThat(values("session.start", "message").stream().map(JsonNode::asText))
                .containsExactlyInAnyOrder("ask it", "you are asked");
        assertThat(values("session.start", "session_key").stream().map(JsonNode::asText))
                .containsExactlyInAnyOrder("c", "c:3");
        assertThat(values("session.start", "origin").stream().map(JsonNode::asText))
                .containsExactlyInAnyOrder("", "subagent");
        assertThat(values("tool.call", "tool_name")).singleElement().hasToString("\"Task\"");
        assertThat(run.texts("session.start", "parent_trace_id"))
                .contains(run.texts("tool.call", "trace_id").get(0));
    }

    @Test
    void codex_oldFileWithoutPayloads_isRead() throws IOException {
        read(
                "{\"id\":\"c\",\"timestamp\":\"2025-06-01T10:00:00Z\",\"instructions\":null}",
                "{\"record_type\":\"state\"}",
                "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"list\"}]}",
                "{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\"{\\\"command\\\":[\\\"ls\\\"]}\",\"call_id\":\"1\"}",
                "{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"{\\\"output\\\":\\\"no\\\",\\\"metadata\\\":{\\\"exit_code\\\":2,\\\"duration_seconds\\\":0.5}}\"}",
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"x\"}]}");

        assertThat(values("session.start", "message")).singleElement().hasToString("\"list\"");
        assertThat(values("tool.call", "params")).singleElement().hasToString("{\"command\":[\"ls\"]}");
        assertThat(values("tool.call", "error")).singleElement().hasToString("\"no\"");
        assertThat(values("tool.call", "duration_ms")).singleElement().hasToString("500");
    }

    /** Calls of two commands that end with 1: one of them answers by it. */
    @Test
    void exitCode_ofACommandThatAnswersByIt_isNoError() throws IOException {
        String codex = "{\"type\":\"response_item\",\"payload\":{\"type\":\"function_call";
        read(
                "{\"type\":\"event_msg\",\"payload\":{\"type\":\"user_message\",\"message\":\"look\"}}",
                codex + "\",\"name\":\"exec_command\",\"call_id\":\"1\",\"arguments\":\"{\\\"cmd\\\":\\\"make\\\"}\"}}",
                codex + "_output\",\"call_id\":\"1\",\"output\":\"Process exited with code 1\\nOutput:\"}}",
                codex
                        + "\",\"name\":\"exec_command\",\"call_id\":\"2\",\"arguments\":\"{\\\"cmd\\\":\\\"grep a b\\\"}\"}}",
                codex + "_output\",\"call_id\":\"2\",\"output\":\"Process exited with code 1\\nOutput:\"}}",
                "{\"type\":\"event_msg\",\"payload\":{\"type\":\"task_complete\"}}");
        read(
                claude("user", "\"uuid\":\"1\",", "\"look\""),
                claude("assistant", "\"uuid\":\"2\",", toolUse("1", "make")),
                claude("user", "\"uuid\":\"3\",", toolResult("1")),
                claude("assistant", "\"uuid\":\"4\",", toolUse("2", "cd x && diff a b")),
                claude("user", "\"uuid\":\"5\",", toolResult("2")),
                claude("assistant", "\"uuid\":\"6\",", "[{\"type\":\"text\",\"text\":\"they differ\"}]"));
        read(
                "{\"type\":\"session\",\"id\":\"o\"}",
                openClaw("user", "\"content\":\"look\""),
                openClaw(
                        "assistant",
                        "\"stopReason\":\"toolUse\",\"content\":[" + call("1", "make") + "," + call("2", "rg a") + "]"),
                openClaw("toolResult", "\"toolCallId\":\"1\",\"details\":{\"exitCode\":1},\"content\":[]"),
                openClaw("toolResult", "\"toolCallId\":\"2\",\"details\":{\"exitCode\":1},\"content\":[]"),
                openClaw("assistant", "\"stopReason\":\"stop\",\"content\":[]"));

        assertThat(values("tool.call", "exit_code")).hasSize(6).allMatch(code -> code.asInt() == 1);
        assertThat(values("tool.call", "exit_is_answer").stream().map(JsonNode::asBoolean))
                .containsExactly(false, true, false, true, false, true);
        assertThat(values("tool.call", "error").stream().map(JsonNode::isTextual))
                .containsExactly(true, false, true, false, true, false);
        assertThat(values("reward", "success")).hasSize(3).allMatch(JsonNode::asBoolean);
    }

    private static String toolUse(String id, String command) {
        return "[{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"Bash\",\"input\":{\"command\":\"" + command
                + "\"}}]";
    }

    private static String toolResult(String id) {
        return "[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id
                + "\",\"is_error\":true,\"content\":\"Exit code 1\\nno\"}]";
    }

    private static String openClaw(String role, String more) {
        return "{\"type\":\"message\",\"message\":{\"role\":\"" + role + "\"," + more + "}}";
    }

    private static String call(String id, String command) {
        return "{\"type\":\"toolCall\",\"id\":\"" + id + "\",\"name\":\"exec\",\"arguments\":{\"command\":\"" + command
                + "\"}}";
    }

    @Test
    void unknownFormat_isNamed() throws IOException {
        read("{\"display\":\"hi\",\"sessionId\":\"c\"}", "{\"a\":1}");

        assertThat(run.events).isEmpty();
        assertThat(run.findings).singleElement().asString().contains("s.jsonl: is in no format");
    }
}
