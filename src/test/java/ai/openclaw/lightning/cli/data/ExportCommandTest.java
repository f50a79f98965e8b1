package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as a person makes them, on real homes. */
final class ExportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void export_importedIntoAnEmptyHome_givesEqualTraces() throws Exception {
        Path lines = folder.resolve("all.jsonl");
        Map<String, JsonNode> exported;
        try (MovedBridge bridge = new MovedBridge(folder.resolve("a"))) {
            bridge.fill();
            exported = bridge.traces();
            CommandRun run = CommandRun.on(folder.resolve("a"), "export", "--output", lines.toString());
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(exported).hasSize(60);
        assertThat(exported.get(String.format(Locale.ROOT, "%032x", 7))
                        .get("message_cut")
                        .asBoolean())
                .isTrue();
        assertThat(exported.get(String.format(Locale.ROOT, "%032x", 9))
                        .get("message")
                        .asText())
                .startsWith("{\"truncated\"");
        List<String> marks = StoredCuts.of(folder.resolve("a"));
        assertThat(marks).hasSize(6);
        try (MovedBridge bridge = new MovedBridge(folder.resolve("b"))) {
            for (int times = 1; times <= 2; times++) {
                CommandRun run = CommandRun.on(folder.resolve("b"), "import", lines.toString());
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).doesNotContain("refused", "not read");
                assertThat(bridge.traces()).isEqualTo(exported);
            }
            assertThat(bridge.get("/stats").get("total_traces").asInt()).isEqualTo(60);
        }
        assertThat(StoredCuts.of(folder.resolve("b"))).isEqualTo(marks);
    }

    @Test
    void export_lines_areOneTraceEachAndHoldNothingATerminalObeys() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder)) {
            bridge.fill();
            CommandRun run = CommandRun.on(folder, "export");

            assertThat(run.code()).isZero();
            List<String> lines = run.out().lines().toList();
            assertThat(lines).hasSize(60);
            for (String line : lines) {
                JsonNode trace = TestJson.MAPPER.readTree(line);
                assertThat(trace.get("schema_version").asInt()).isEqualTo(2);
                assertThat(trace.get("tool_calls").size())
                        .isEqualTo(trace.get("tool_count").asInt());
                assertThat(line).doesNotContainPattern("[\\x00-\\x1f\\u202e\\u2028\\x9b]");
            }
            assertThat(run.err()).contains("60 traces");
        }
    }

    @Test
    void export_filters_onlyThose() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder)) {
            bridge.fill();

            assertThat(CommandRun.on(folder, "export", "--agent", "coder").out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"agent_id\":\"coder\""));
            assertThat(CommandRun.on(folder, "export", "--session", "session 1")
                            .out()
                            .lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"session_key\":\"session 1\""));
            assertThat(CommandRun.on(folder, "export", "--since", "1d").out()).isEmpty();
            assertThat(CommandRun.on(folder, "export", "--since", "2023-11-13")
                            .out()
                            .lines())
                    .hasSize(60);
            assertThat(CommandRun.on(folder, "export", "--since", "soon").code())
                    .isEqualTo(ExitCode.USAGE);
            assertThat(CommandRun.on(folder, "export", "--format", "xml").code())
                    .isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void export_toAFile_privateAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("out.csv");
        Path home = folder.resolve("home");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            String[] words = {"export", "--format", "csv", "--output", file.toString()};

            assertThat(CommandRun.on(home, words).code()).isZero();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(file)).startsWith("trace_id,").contains("\"'=1+1 \"\"quoted\"\",");
            assertThat(CommandRun.on(home, words).code()).isEqualTo(ExitCode.ERROR);
            assertThat(CommandRun.on(home, words).err()).contains("--force");
            assertThat(CommandRun.on(home, "export", "--output", file.toString(), "--force")
                            .code())
                    .isZero();
            assertThat(Files.readString(file)).startsWith("{\"schema_version\":2,");
        }
    }

    @Test
    void commands_withoutADatabase_sayWhatIsMissing() {
        for (String command : List.of("export", "cleanup")) {
            CommandRun run = CommandRun.on(folder.resolve("nothing"), command);
            assertThat(run.code()).as(command).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("no such database");
        }
        assertThat(Files.exists(folder.resolve("nothing"))).isFalse();
    }
}
