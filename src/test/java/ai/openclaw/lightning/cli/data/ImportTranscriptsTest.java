package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of transcripts that are packed, cut or of several sessions. */
final class ImportTranscriptsTest {

    @TempDir
    private Path folder;

    @Test
    void import_packedTranscripts_areNamedAndCountedUntilTheyAreUnpacked() throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("sessions"));
        for (int i = 10; i < 22; i++) {
            Files.writeString(sessions.resolve("s" + i + ".jsonl.zst"), "packed");
        }
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun packed = CommandRun.on(folder.resolve("home"), "import", sessions.toString());
            CommandRun one = CommandRun.on(
                    folder.resolve("home"),
                    "import",
                    sessions.resolve("s10.jsonl.zst").toString());
            for (int i = 10; i < 22; i++) {
                Files.writeString(
                        sessions.resolve("s" + i + ".jsonl"),
                        ImportCommandTest.TRANSCRIPT.replace("11111111", "111111" + i));
            }
            CommandRun unpacked = CommandRun.on(folder.resolve("home"), "import", sessions.toString());

            assertThat(packed.code()).isEqualTo(ExitCode.ERROR);
            assertThat(packed.out()).contains("12 lines or files not read");
            assertThat(packed.err())
                    .contains("12 files are packed with zstd and not imported: s10.jsonl.zst, ", " and 2 more; unpack");
            assertThat(one.code()).isEqualTo(ExitCode.ERROR);
            assertThat(one.err()).contains("zstd -d, and import s10.jsonl");
            assertThat(unpacked.code()).as(unpacked.err()).isZero();
            assertThat(bridge.traces()).hasSize(12);
        }
    }

    /** Zeros say nothing, and a single thing is no plural. */
    @Test
    void import_oneTurnTwice_saysWhatIsNewAndWhatComesNext() throws Exception {
        Path file = Files.writeString(folder.resolve("turn.jsonl"), ImportCommandTest.TRANSCRIPT);
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun first = CommandRun.on(folder.resolve("home"), "import", file.toString());
            CommandRun second = CommandRun.on(folder.resolve("home"), "import", file.toString());

            assertThat(first.out().lines())
                    .singleElement()
                    .asString()
                    .isEqualTo("1 trace, 2 tool calls, 1 reward stored");
            assertThat(first.err()).contains("to see what the bridge learns from them: lightning suggestions");
            assertThat(second.out().lines()).startsWith("nothing new");
            assertThat(second.out()).doesNotContain("refused", "not read");
            assertThat(second.err()).doesNotContain("lightning suggestions");
            assertThat(bridge.traces()).hasSize(1);
        }
    }

    @Test
    void import_subAgentOfASession_isLinkedToTheTurnThatStartedIt() throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("agents/main/sessions"));
        String turn =
                "{\"type\":\"session\",\"id\":\"%s\"}%n{\"type\":\"message\",\"id\":\"e\",\"message\":{\"role\":\"user\","
                        + "\"timestamp\":%d,\"content\":\"%s\"}}%n";
        Files.writeString(
                sessions.resolve("p.jsonl"), String.format(Locale.ROOT, turn, "p", 1_700_000_000_000L, "ask"));
        Files.writeString(
                sessions.resolve("c.jsonl"),
                String.format(Locale.ROOT, turn, "c", 1_700_000_009_000L, "you are asked"));
        Files.writeString(
                sessions.resolve("sessions.json"),
                "{\"agent:main:main\":{\"sessionId\":\"p\"},"
                        + "\"agent:main:subagent:1\":{\"sessionId\":\"c\",\"spawnedBy\":\"agent:main:main\"}}");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = CommandRun.on(folder.resolve("home"), "import", sessions.toString());

            assertThat(run.err()).doesNotContain("can't");
            JsonNode child = traceOf(bridge, "you are asked");
            assertThat(child.path("origin").asText()).isEqualTo("subagent");
            assertThat(child.at("/metadata/parent_session_key").asText()).isEqualTo("agent:main:main");
            assertThat(child.path("parent_trace_id").asText())
                    .isEqualTo(traceOf(bridge, "ask").path("trace_id").asText());
        }
    }

    private static JsonNode traceOf(MovedBridge bridge, String message) throws Exception {
        return bridge.traces().values().stream()
                .filter(trace -> trace.path("message").asText().equals(message))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void import_fileThatBeginsAmidATurn_isStoredAndNamed() throws Exception {
        String tail = ImportCommandTest.TRANSCRIPT.lines().skip(3).collect(Collectors.joining("\n", "", "\n"));
        Path file = Files.writeString(folder.resolve("tail.jsonl"), tail);
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"type\":\"mess\n" + tail);
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun whole = CommandRun.on(folder.resolve("home"), "import", file.toString());
            CommandRun torn = CommandRun.on(folder.resolve("home"), "import", broken.toString());

            assertThat(whole.code()).as(whole.err()).isZero();
            assertThat(whole.err()).contains("tail.jsonl: a turn has no prompt");
            assertThat(torn.code()).isEqualTo(ExitCode.ERROR);
            assertThat(torn.err()).contains("broken.jsonl: line 1 is not", "broken.jsonl: a turn has no prompt");
            assertThat(bridge.traces().values())
                    .hasSize(2)
                    .allMatch(trace -> !trace.hasNonNull("message")
                            && trace.get("tool_calls").size() == 2);
        }
    }
}
