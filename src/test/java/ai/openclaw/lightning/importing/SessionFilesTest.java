package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFilesTest {

    private static final String SESSION = "01a222de-0000-7000-8000-000000000001";
    private static final String FIRST = "01a222de-1000-7000-8000-000000000002";
    private static final String SECOND = "01a222de-3000-7000-8000-000000000003";

    @TempDir
    Path folder;

    private static String codex(String time, String type, String more) {
        return "{\"timestamp\":\"" + time + "\",\"type\":\"event_msg\",\"payload\":{\"type\":\"" + type + "\"" + more
                + "}}";
    }

    private static String claude(String time, String id, String text) {
        return "{\"timestamp\":\"" + time + "\",\"uuid\":\"" + id + "\",\"sessionId\":\"" + SESSION
                + "\",\"type\":\"user\",\"message\":{\"content\":\"" + text + "\"}}";
    }

    private static Path write(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, List.of(lines));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void turnOfCodex_isTheLatestThatHadBegun() throws IOException {
        write(
                folder.resolve("2026/02/27/rollout-2026-02-27T23-00-00-" + SESSION + ".jsonl"),
                "{\"timestamp\":\"2026-02-27T23:00:00Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"" + SESSION
                        + "\"}}",
                codex("2026-02-27T23:00:00Z", "task_started", ",\"turn_id\":\"" + FIRST + "\""),
                codex("2026-02-27T23:00:00Z", "user_message", ",\"message\":\"a\""),
                codex("2026-02-27T23:10:00Z", "task_complete", ""),
                codex("2026-02-28T01:00:00Z", "task_started", ",\"turn_id\":\"" + SECOND + "\""),
                codex("2026-02-28T01:00:00Z", "user_message", ",\"message\":\"b\""));
        ParentTurns parents = new SessionFiles().around(folder.resolve("2026/02/28/rollout-x.jsonl"));

        assertThat(parents.traceId(SESSION, at("2026-02-27T23:05:00Z"))).isEqualTo(ImportedTraceId.of("codex", FIRST));
        assertThat(parents.traceId(SESSION, at("2026-02-28T01:05:00Z"))).isEqualTo(ImportedTraceId.of("codex", SECOND));
        assertThat(parents.traceId(SESSION, at("2026-02-27T22:00:00Z"))).isNull();
        assertThat(parents.traceId("of nobody", at("2026-02-28T01:05:00Z"))).isNull();
    }

    @Test
    void turnOfClaudeCode_isFoundForASubAgentInAFolderOfItsOwn() throws IOException {
        write(folder.resolve("p/" + SESSION + ".jsonl"), claude("2026-02-28T01:00:00Z", FIRST, "a"));
        Path agent = folder.resolve("p/" + SESSION + "/subagents/agent-1.jsonl");
        String expected = ImportedTraceId.of("claude-code", FIRST);

        assertThat(new SessionFiles().around(agent).traceId(SESSION, at("2026-02-28T01:05:00Z")))
                .isEqualTo(expected);
        assertThat(new SessionFiles()
                        .around(folder.resolve("p/agent-1.jsonl"))
                        .traceId(SESSION, at("2026-02-28T01:05:00Z")))
                .isEqualTo(expected);
    }

    @Test
    void parentThatIsPacked_isNotKnown() throws IOException {
        write(folder.resolve("p/" + SESSION + ".jsonl.zst"), "x");

        assertThat(new SessionFiles().around(folder.resolve("p/agent-1.jsonl")).traceId(SESSION, 1))
                .isNull();
    }
}
