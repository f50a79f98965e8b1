package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs in OpenClaw's transcripts that no user asked for. */
class OpenClawOriginTest {

    private static final String SESSION = "{\"type\":\"session\",\"id\":\"o\"}";
    private static final String CONTINUE =
            "Continue the current task from the existing transcript, preserving completed work.";

    private final TranscriptRun run = new TranscriptRun(ParentTurns.NONE);

    private static String user(String text, String more) {
        return "{\"type\":\"message\",\"message\":{\"role\":\"user\",\"content\":\"" + text + "\"" + more + "}}";
    }

    private static String answer(String stop, int tokens) {
        return "{\"type\":\"message\",\"message\":{\"role\":\"assistant\",\"stopReason\":\"" + stop
                + "\",\"usage\":{\"totalTokens\":" + tokens + "},\"content\":[]}}";
    }

    @Test
    void retry_isANewVerdictOnTheQuestion() throws IOException {
        run.read(
                SESSION,
                user("a", ""),
                answer("error", 1),
                user("[Sat 2026-11-28 15:55 UTC] " + CONTINUE, ""),
                answer("stop", 2),
                user("b", ""),
                answer("stop", 3));

        assertThat(run.texts("session.start", "message")).containsExactly("a", "b");
        assertThat(run.texts("session.start", "origin")).containsExactly("", "");
        assertThat(run.texts("reward", "success")).containsExactly("true", "true");
        assertThat(run.texts("reward", "tokens_used")).containsExactly("3", "3");
    }

    @Test
    void resume_isLinkedToTheQuestionBefore() throws IOException {
        run.read(
                SESSION,
                user("a", ""),
                answer("stop", 4),
                user("[System] Your previous turn was interrupted by a gateway restart.", ""),
                answer("stop", 5));

        assertThat(run.texts("session.start", "origin")).containsExactly("", "resume");
        assertThat(run.texts("session.start", "parent_trace_id"))
                .containsExactly("", run.texts("session.start", "trace_id").get(0));
    }

    @Test
    void messageOfAnotherSession_isLinkedToIt() throws IOException {
        run.read(
                SESSION,
                user("a", ",\"provenance\":{\"kind\":\"inter_session\",\"sourceSessionKey\":\"agent:main:main\"}"),
                answer("stop", 6));

        assertThat(run.texts("session.start", "origin")).containsExactly("subagent");
        assertThat(run.values("session.start", "metadata"))
                .singleElement()
                .hasToString("{\"parent_session_key\":\"agent:main:main\"}");
    }

    private static TraceOrigin origin(String key, String prompt, ObjectNode provenance) {
        return OpenClawOrigin.of(key, prompt, provenance);
    }

    @Test
    void originOf_keysPromptsAndSources_isThatOfThePlugin() {
        ObjectNode none = TestJson.MAPPER.createObjectNode();
        ObjectNode cron = none.deepCopy().put("kind", "internal_system").put("sourceTool", "cron");
        ObjectNode found = none.deepCopy().put("kind", "inter_session").put("sourceTool", "subagent_announce");

        assertThat(origin("agent:main:main", "hi", none)).isNull();
        assertThat(origin("agent:main:main", "hi", none.deepCopy().put("kind", "external_user")))
                .isNull();
        assertThat(origin("agent:main:subagent:1", "hi", none)).isEqualTo(TraceOrigin.SUBAGENT);
        assertThat(origin("s", "[Subagent Context] You are", none)).isEqualTo(TraceOrigin.SUBAGENT);
        assertThat(origin("agent:main:internal-session-effects:x", "hi", none)).isEqualTo(TraceOrigin.REVIEW);
        assertThat(origin("s", "Skill review. Look", none)).isEqualTo(TraceOrigin.REVIEW);
        assertThat(origin("agent:main:cron:1", "hi", none)).isEqualTo(TraceOrigin.SCHEDULE);
        assertThat(origin("s", "hi", cron)).isEqualTo(TraceOrigin.SCHEDULE);
        assertThat(origin("s", "Read HEARTBEAT.md if it exists (", none)).isEqualTo(TraceOrigin.SCHEDULE);
        assertThat(origin("s", "hi", found)).isEqualTo(TraceOrigin.RESUME);
        assertThat(origin("s", "hi", none.deepCopy().put("kind", "internal_system")))
                .isEqualTo(TraceOrigin.RESUME);
    }

    /** What the real OpenClaw said when it took runs up again. */
    @Test
    void isContinuation_recordedPrompts_areKnown() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("openclaw/test/recorded/outcomes.jsonl"))) {
            assertThat(lines.map(OpenClawOriginTest::prompt).filter(prompt -> prompt.startsWith("Continue the")))
                    .hasSizeGreaterThan(10)
                    .allMatch(OpenClawOrigin::isContinuation);
        }
        assertThat(OpenClawOrigin.isContinuation("Continue the work")).isFalse();
    }

    private static String prompt(String line) {
        try {
            JsonNode event = TestJson.MAPPER.readTree(line).path("event");
            return event.path("prompt").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
