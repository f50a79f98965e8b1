package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an agent did about a prompt that nobody can read is a trace of its own, and so is what stands before the first one. */
class LostPromptsTest {

    private static final String BAD = "{\"type\":\"mes";
    private static final String SAYS = "[{\"type\":\"text\",\"text\":\"done\"}]";
    private static final String DONE = codexEvent("task_complete", "");

    private final TranscriptRun run = new TranscriptRun(ParentTurns.NONE);

    private static String codexEvent(String type, String more) {
        return "{\"type\":\"event_msg\",\"payload\":{\"type\":\"" + type + "\"" + more + "}}";
    }

    private static String codexPrompt(String text) {
        return codexEvent("user_message", ",\"message\":\"" + text + "\"");
    }

    private static String codexTurn(String id) {
        return codexEvent("task_started", ",\"turn_id\":\"01a222de-3cc4-7d62-8954-df866937771" + id + "\"");
    }

    private static String codexCall(String id) {
        return "{\"type\":\"response_item\",\"payload\":{\"type\":\"function_call\",\"name\":\"exec\",\"call_id\":\""
                + id + "\",\"arguments\":\"{}\"}}";
    }

    private static String codexResult(String id) {
        return "{\"type\":\"response_item\",\"payload\":{\"type\":\"function_call_output\",\"call_id\":\"" + id
                + "\",\"output\":\"well\"}}";
    }

    private static String codexSays(String text) {
        return "{\"type\":\"response_item\",\"payload\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"text\":\""
                + text + "\"}]}}";
    }

    private static String claude(String id, String parent, String type, String content) {
        return "{\"uuid\":\"" + id + "\",\"parentUuid\":\"" + parent + "\",\"sessionId\":\"c\",\"type\":\"" + type
                + "\",\"message\":{\"id\":\"m" + id + "\",\"content\":" + content + "}}";
    }

    private static String use(String id) {
        return "[{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"Bash\",\"input\":{}}]";
    }

    private static String used(String id) {
        return "[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id + "\",\"content\":\"well\"}]";
    }

    @Test
    void codex_promptThatIsLost_itsCallsAreNotOfTheTurnBefore() throws IOException {
        run.read(codexPrompt("a"), codexCall("1"), codexResult("1"), DONE, BAD, codexCall("2"), codexResult("2"), DONE);

        assertThat(run.turns()).containsExactly("a 1", "none 1");
        assertThat(run.withoutPrompt).isEqualTo(1);
        assertThat(run.findings).singleElement().asString().contains("line 5");
    }

    /** A crash may also have taken the end of the turn before. */
    @Test
    void codex_turnIdWithoutAPrompt_isATurn() throws IOException {
        run.read(
                codexTurn("1"),
                codexPrompt("a"),
                codexCall("1"),
                codexTurn("2"),
                codexCall("2"),
                codexResult("2"),
                DONE);

        assertThat(run.turns()).containsExactly("a 1", "none 1");
    }

    @Test
    void codex_oneLostLineBehindAText_isNoPrompt() throws IOException {
        run.read(codexPrompt("a"), codexSays("let me see"), BAD, codexCall("1"), codexResult("1"), codexSays("done"));
        run.read(codexPrompt("b"), codexSays("well"), BAD, BAD, codexCall("2"), codexResult("2"), codexSays("done"));

        assertThat(run.turns()).containsExactly("a 1", "b 0", "none 1");
    }

    @Test
    void codex_oneOfTheTwoLinesOfAPrompt_isEnough() throws IOException {
        String told =
                "{\"type\":\"response_item\",\"payload\":{\"type\":\"message\",\"role\":\"user\",\"content\":\"b\"}}";
        run.read(codexPrompt("a"), codexSays("x"), DONE, told, BAD, codexCall("1"), codexResult("1"), DONE);

        assertThat(run.turns()).containsExactly("a 0", "b 1");
        assertThat(run.withoutPrompt).isZero();
    }

    @Test
    void claudeCode_answerToAnEntryThatIsLost_isATurnWithoutPrompt() throws IOException {
        run.read(
                claude("1", "0", "user", "\"a\""),
                claude("2", "1", "assistant", SAYS),
                BAD,
                claude("4", "3", "assistant", use("t")),
                claude("5", "4", "user", used("t")),
                claude("6", "5", "assistant", SAYS));

        assertThat(run.turns()).containsExactly("a 0", "none 1");
        assertThat(run.withoutPrompt).isEqualTo(1);
    }

    /** The result of a call is lost here, no prompt. */
    @Test
    void claudeCode_answerAmidATurn_isOfThatTurn() throws IOException {
        run.read(
                claude("1", "0", "user", "\"a\""),
                claude("2", "1", "assistant", use("t")),
                BAD,
                claude("4", "3", "assistant", use("u")),
                claude("5", "4", "user", used("u")));

        assertThat(run.turns()).containsExactly("a 2");
    }

    @Test
    void openClaw_promptThatIsLost_itsCallsAreNotOfTheTurnBefore() throws IOException {
        String says =
                "{\"type\":\"message\",\"message\":{\"role\":\"assistant\",\"stopReason\":\"stop\",\"content\":[]}}";
        String calls =
                "{\"type\":\"message\",\"message\":{\"role\":\"assistant\",\"stopReason\":\"toolUse\",\"content\":[{\"type\":\"toolCall\",\"id\":\"1\",\"name\":\"exec\"}]}}";
        run.read(
                "{\"type\":\"session\",\"id\":\"o\"}",
                "{\"type\":\"message\",\"message\":{\"role\":\"user\",\"content\":\"a\"}}",
                says,
                BAD,
                calls);

        assertThat(run.turns()).containsExactly("a 0", "none 1");
    }

    @Test
    void files_thatBeginAmidATurn_loseNothing() throws IOException {
        run.read(codexCall("1"), codexResult("1"), DONE, codexPrompt("a"), codexSays("x"), DONE);
        run.read(codexResult("2"), codexSays("x"), DONE);
        run.read(claude("2", "1", "assistant", use("t")), claude("3", "2", "user", used("t")));
        run.read(
                "{\"type\":\"message\",\"message\":{\"role\":\"toolResult\",\"toolCallId\":\"1\",\"toolName\":\"exec\",\"content\":[]}}");

        assertThat(run.turns()).containsExactly("none 1", "a 0", "none 1", "none 1", "none 1");
        assertThat(run.withoutPrompt).isEqualTo(4);
        assertThat(Stream.of("session_key", "trace_id"))
                .allSatisfy(
                        field -> assertThat(run.texts("session.start", field)).doesNotContain(""));
    }
}
