package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export, import, backup, restore and cleanup as a person runs them, on real homes. */
final class DataCommandsTest {

    @TempDir
    private Path folder;

    private static CommandRun run(Path home, String... arguments) {
        return CommandRun.of(Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new));
    }

    @Test
    void export_importedIntoAnEmptyHome_givesEqualTraces() throws Exception {
        Path lines = folder.resolve("all.jsonl");
        Map<String, JsonNode> exported;
        try (MovedBridge bridge = new MovedBridge(folder.resolve("a"))) {
            bridge.fill();
            exported = bridge.traces();
            CommandRun run = run(folder.resolve("a"), "export", "--output", lines.toString());
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(exported).hasSize(60);
        assertThat(exported.get("%032x".formatted(7)).get("message_cut").asBoolean())
                .isTrue();
        assertThat(exported.get("%032x".formatted(9)).get("message").asText()).startsWith("{\"truncated\"");
        List<String> marks = marks("a");
        assertThat(marks).hasSize(6);
        try (MovedBridge bridge = new MovedBridge(folder.resolve("b"))) {
            for (int times = 1; times <= 2; times++) {
                CommandRun run = run(folder.resolve("b"), "import", lines.toString());
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).contains(" 0 rejected");
                assertThat(bridge.traces()).isEqualTo(exported);
            }
            assertThat(bridge.get("/stats").get("total_traces").asInt()).isEqualTo(60);
        }
        assertThat(marks("b")).isEqualTo(marks);
    }

    /** What of each trace was cut, also what the API does not show. */
    private List<String> marks(String home) throws SQLException {
        Path database = folder.resolve(home).resolve("storage/traces.db");
        List<String> marks = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT trace_id || ' ' || message_cut || metadata_cut || end_metadata_cut FROM traces
                        WHERE message_cut OR metadata_cut OR end_metadata_cut
                        UNION ALL SELECT trace_id || ' ' || params_cut || result_cut || error_cut FROM tool_calls
                        WHERE params_cut OR result_cut OR error_cut
                        UNION ALL SELECT trace_id || ' reward' FROM rewards WHERE metadata_cut ORDER BY 1
                        """)) {
            while (row.next()) {
                marks.add(row.getString(1));
            }
        }
        return marks;
    }

    /** As 0.1.0 wrote them: without marks, and a message that was cut is text. */
    @Test
    void import_linesOfSchema1_whatWasCutIsTold() throws Exception {
        String cut = "{\"truncated\":true,\"bytes\":99999,\"head\":\"h \\\"q\\\"\"}";
        String alike = "{\"truncated\":true,\"bytes\":5,\"head\":\"h\"}";
        ObjectNode line = TestJson.MAPPER.createObjectNode().put("schema_version", 1);
        line.put("trace_id", "a".repeat(32)).put("session_key", "s").put("status", "ended");
        line.put("started_at", 1_700_000_000_000L)
                .put("end_time", 1_700_000_001_000L)
                .put("message", cut);
        line.set("metadata", TestJson.MAPPER.readTree(alike));
        line.set("end_metadata", TestJson.MAPPER.readTree(cut));
        ObjectNode call =
                line.putArray("tool_calls").addObject().put("tool_name", "t").put("error", alike);
        call.set("params", TestJson.MAPPER.readTree(cut));
        call.put("result", cut);
        line.putArray("rewards").addObject().put("success", true).set("metadata", TestJson.MAPPER.readTree(cut));
        Path lines = Files.writeString(folder.resolve("old.jsonl"), line + "\n");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = run(folder.resolve("home"), "import", lines.toString());
            assertThat(run.out()).as(run.err()).contains(" 0 rejected");
            JsonNode trace = bridge.get("/traces/" + "a".repeat(32));
            assertThat(trace.get("message")).isEqualTo(TestJson.MAPPER.readTree(cut));
            assertThat(trace.get("message_cut").asBoolean()).isTrue();
            assertThat(trace.at("/tool_calls/0/params")).isEqualTo(TestJson.MAPPER.readTree(cut));
            assertThat(trace.at("/tool_calls/0/error").asText()).isEqualTo(alike);
        }
        assertThat(marks("home"))
                .containsExactly("a".repeat(32) + " 101", "a".repeat(32) + " 110", "a".repeat(32) + " reward");
    }

    @Test
    void export_lines_areOneTraceEachAndHoldNothingATerminalObeys() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder)) {
            bridge.fill();
            CommandRun run = run(folder, "export");

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

            assertThat(run(folder, "export", "--agent", "coder").out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"agent_id\":\"coder\""));
            assertThat(run(folder, "export", "--session", "session 1").out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"session_key\":\"session 1\""));
            assertThat(run(folder, "export", "--since", "1d").out()).isEmpty();
            assertThat(run(folder, "export", "--since", "2023-11-13").out().lines())
                    .hasSize(60);
            assertThat(run(folder, "export", "--since", "soon").code()).isEqualTo(ExitCode.USAGE);
            assertThat(run(folder, "export", "--format", "xml").code()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void export_toAFile_privateAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("out.csv");
        Path home = folder.resolve("home");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            String[] words = {"export", "--format", "csv", "--output", file.toString()};

            assertThat(run(home, words).code()).isZero();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(file)).startsWith("trace_id,").contains("\"'=1+1 \"\"quoted\"\",");
            assertThat(run(home, words).code()).isEqualTo(ExitCode.ERROR);
            assertThat(run(home, words).err()).contains("--force");
            assertThat(run(home, "export", "--output", file.toString(), "--force")
                            .code())
                    .isZero();
            assertThat(Files.readString(file)).startsWith("{\"schema_version\":2,");
        }
    }

    @Test
    void commands_withoutADatabase_sayWhatIsMissing() {
        for (String command : List.of("export", "cleanup")) {
            CommandRun run = run(folder.resolve("nothing"), command);
            assertThat(run.code()).as(command).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("there is no database");
        }
        assertThat(Files.exists(folder.resolve("nothing"))).isFalse();
    }

    @Test
    void import_brokenLine_namesItAndKeepsWhatCameBefore() throws Exception {
        Path lines = folder.resolve("broken.jsonl");
        String line =
                "{\"schema_version\":1,\"trace_id\":\"%s\",\"session_key\":\"s\",\"status\":\"ended\",\"started_at\":1700000000000,\"end_time\":1700000001000,\"tool_calls\":[],\"rewards\":[]}%n";
        Files.writeString(
                lines,
                line.formatted("a".repeat(32)) + line.formatted("b".repeat(32)).substring(0, 90));
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = run(folder.resolve("home"), "import", lines.toString());

            assertThat(run.code()).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("broken.jsonl: line 2");
            assertThat(bridge.traces()).containsOnlyKeys("a".repeat(32));
        }
    }

    @Test
    void backup_restored_givesTheSameTraces() throws Exception {
        Path backup = folder.resolve("backup.db");
        Path home = folder.resolve("home");
        Map<String, JsonNode> saved;
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            saved = bridge.traces();
            JsonNode stats = bridge.get("/stats");
            CommandRun run = run(home, "backup", backup.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(run(home, "backup", backup.toString()).err()).contains("--force");
            assertThat(run(home, "backup", backup.toString(), "--force").code()).isZero();
            bridge.post("/session/start", "{\"session_key\":\"later\"}");
            assertThat(run(home, "restore", backup.toString()).err()).contains("lightning stop");
            assertThat(stats.get("total_traces").asInt()).isEqualTo(60);
        }
        CommandRun restored = run(home, "restore", backup.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("traces.db.replaced-");
        try (MovedBridge bridge = new MovedBridge(home)) {
            assertThat(bridge.traces()).isEqualTo(saved);
            assertThat(bridge.get("/stats").get("total_traces").asInt()).isEqualTo(60);
            assertThat(bridge.get("/stats").get("tool_calls").get("count").asInt())
                    .isEqualTo(saved.values().stream()
                            .mapToInt(trace -> trace.get("tool_count").asInt())
                            .sum());
        }
        try (Stream<Path> files = Files.list(home.resolve("storage"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("traces.db.replaced-"))
                    .noneMatch(name -> name.endsWith(".part") || name.endsWith(".restored"));
        }
    }

    @Test
    void restore_damagedOrNewerOrForeign_refusedAndNothingChanged() throws Exception {
        Path home = folder.resolve("home");
        Path backup = folder.resolve("backup.db");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            assertThat(run(home, "backup", backup.toString()).code()).isZero();
        }
        byte[] good = Files.readAllBytes(backup);
        byte[] before = Files.readAllBytes(home.resolve("storage/traces.db"));

        try (RandomAccessFile file = new RandomAccessFile(backup.toFile(), "rw")) {
            file.seek(good.length / 2);
            file.write(new byte[8_192]);
        }
        assertRefused(home, backup, "damaged");
        Files.write(backup, "dear diary".repeat(200).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertRefused(home, backup, "not an SQLite database");
        Files.write(backup, good);
        sql(backup, "PRAGMA user_version = 99");
        assertRefused(home, backup, "newer");
        Files.delete(backup);
        sql(backup, "CREATE TABLE notes (id INTEGER)");
        assertRefused(home, backup, "another program");
        assertThat(Files.readAllBytes(home.resolve("storage/traces.db"))).isEqualTo(before);
    }

    private static void assertRefused(Path home, Path backup, String word) {
        CommandRun run = run(home, "restore", backup.toString());
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains(word);
    }

    private static void sql(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void cleanup_deletesWhatIsOldEnough_andOnlyWithoutABridge() throws Exception {
        Path home = folder.resolve("home");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            assertThat(run(home, "cleanup", "--older-than", "0s", "--dry-run").out())
                    .startsWith("59 traces with");
            CommandRun refused = run(home, "cleanup", "--older-than", "0s");
            assertThat(refused.code()).isEqualTo(ExitCode.ERROR);
            assertThat(refused.err()).contains("lightning stop");
        }
        assertThat(run(home, "cleanup", "--older-than", "7d").out()).startsWith("0 traces");
        long bytes = Files.size(home.resolve("storage/traces.db"));
        CommandRun run = run(home, "cleanup", "--older-than", "0s");
        assertThat(run.out()).as(run.err()).startsWith("59 traces with");
        assertThat(Files.size(home.resolve("storage/traces.db"))).isLessThan(bytes / 2);
        try (MovedBridge bridge = new MovedBridge(home)) {
            assertThat(bridge.traces()).hasSize(1); // the open one
            assertThat(bridge.get("/stats").get("total_traces").asInt()).isEqualTo(1);
        }
    }

    @Test
    void cleanup_clockHasJumped_deletesOnlyWhereItIsSaidToBeRight() throws Exception {
        Path home = folder.resolve("home");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
        }
        long fortyDaysAgo = System.currentTimeMillis() - Duration.ofDays(40).toMillis();
        Files.writeString(home.resolve("storage/clock"), fortyDaysAgo + " 0 0\n");
        CommandRun looked = run(home, "cleanup", "--older-than", "0s", "--dry-run");
        CommandRun refused = run(home, "cleanup", "--older-than", "0s");
        CommandRun trusted = run(home, "cleanup", "--older-than", "0s", "--trust-clock");

        assertThat(looked.out()).startsWith("59 traces with");
        assertThat(looked.err()).contains("by the bridge's own time", "--trust-clock");
        assertThat(refused.code()).isEqualTo(ExitCode.ERROR);
        assertThat(refused.err()).contains("by the bridge's own time", "--trust-clock");
        assertThat(trusted.out()).as(trusted.err()).startsWith("59 traces with");
        assertThat(run(home, "cleanup", "--older-than", "0s").code()).isZero(); // from now on it is believed
    }

    @Test
    void import_transcripts_areTracesAsThePluginMakesThem() throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("agents/main/sessions"));
        Files.writeString(sessions.resolve("11111111-2222-4333-8444-555555555555.jsonl"), TRANSCRIPT);
        Files.writeString(
                sessions.resolve("sessions.json"),
                "{\"agent:main:main\":{\"sessionId\":\"11111111-2222-4333-8444-555555555555\"}}");
        Files.writeString(sessions.resolve("old.jsonl.deleted.2026-11-20.zst"), "x");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            for (int times = 1; times <= 2; times++) {
                CommandRun run = run(folder.resolve("home"), "import", sessions.toString());
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.err()).contains("1 compressed");
            }
            assertThat(bridge.traces()).hasSize(1);
            JsonNode trace = bridge.traces().values().iterator().next();
            assertThat(trace.get("session_key").asText()).isEqualTo("agent:main:main");
            assertThat(trace.get("agent_id").asText()).isEqualTo("main");
            assertThat(trace.get("model").asText()).isEqualTo("fake/fake-model");
            assertThat(trace.get("message").asText()).isEqualTo("Read the note.");
            assertThat(trace.get("status").asText()).isEqualTo("ended");
            assertThat(trace.get("success").asBoolean()).isFalse();
            assertThat(trace.get("tokens_used").asInt()).isEqualTo(2_050);
            assertThat(trace.get("tool_calls").size()).isEqualTo(2);
            JsonNode first = trace.get("tool_calls").get(0);
            assertThat(first.get("call_id").asText()).isEqualTo("call_2");
            assertThat(first.at("/params/path").asText()).isEqualTo("/w/note.txt");
            assertThat(first.at("/result/content/0/text").asText()).isEqualTo("hello");
            assertThat(trace.at("/tool_calls/1/error").asText()).startsWith("File not found");
        }
    }

    @Test
    void import_folderWithoutTranscripts_saysWhereTheyMayBe() throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("agents/main/sessions"));
        Files.createDirectories(folder.resolve("agents/main/agent"));
        Files.createFile(folder.resolve("agents/main/agent/openclaw-agent.sqlite"));
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = run(folder.resolve("home"), "import", sessions.toString());
            assertThat(run.code()).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("import that file");
            assertThat(bridge.traces()).isEmpty();
        }
    }

    @Test
    void import_openClawsDatabase_isRead() throws Exception {
        Path database =
                Files.createDirectories(folder.resolve("agents/main/agent")).resolve("openclaw-agent.sqlite");
        sql(
                database,
                "CREATE TABLE transcript_events (session_id TEXT NOT NULL, seq INTEGER NOT NULL, event_json TEXT, PRIMARY KEY (session_id, seq))");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var insert = connection.prepareStatement("INSERT INTO transcript_events VALUES ('s', ?, ?)")) {
            int seq = 0;
            for (String line : TRANSCRIPT.lines().toList()) {
                insert.setInt(1, seq++);
                insert.setString(2, line);
                insert.executeUpdate();
            }
        }
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = run(folder.resolve("home"), "import", database.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(bridge.traces().values())
                    .singleElement()
                    .satisfies(
                            trace -> assertThat(trace.get("agent_id").asText()).isEqualTo("main"));
        }
    }

    @Test
    void import_emptyFileOrForeignDatabase_namedWithTheReason() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Path text = Files.writeString(folder.resolve("text.sqlite"), "dear diary ".repeat(200));
        Path foreign = folder.resolve("foreign.sqlite");
        sql(foreign, "CREATE TABLE notes (id INTEGER)");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            assertThat(run(folder.resolve("home"), "import", empty.toString()).err())
                    .contains(empty + ": is empty");
            for (Path database : List.of(text, foreign)) {
                CommandRun run = run(folder.resolve("home"), "import", database.toString());
                assertThat(run.code()).isEqualTo(ExitCode.ERROR);
                assertThat(run.err()).contains(database + ": is no database of OpenClaw's transcripts: ");
            }
            assertThat(bridge.traces()).isEmpty();
        }
    }

    @Test
    void import_withoutABridge_notRunning() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "{}");
        assertThat(run(folder.resolve("home"), "import", file.toString()).code())
                .isEqualTo(ExitCode.NOT_RUNNING);
    }

    /** Entries that OpenClaw 2026.9.6 wrote, shortened. */
    private static final String TRANSCRIPT = """
            {"type":"session","version":4,"id":"11111111-2222-4333-8444-555555555555","timestamp":"2025-11-22T19:04:04.225Z","cwd":"/w"}
            {"type":"model_change","provider":"fake","modelId":"fake-model","id":"e1","parentId":null,"timestamp":"2025-11-22T19:04:04.289Z"}
            {"type":"message","id":"e2","parentId":"e1","timestamp":"2025-11-22T19:04:05.011Z","message":{"role":"user","content":"Read the note.","timestamp":1700000245011}}
            {"type":"message","id":"e3","parentId":"e2","timestamp":"2025-11-22T19:04:05.153Z","message":{"role":"assistant","content":[{"type":"toolCall","id":"call_2","name":"read","arguments":{"path":"/w/note.txt"}}],"provider":"fake","model":"fake-model","usage":{"totalTokens":1024},"stopReason":"toolUse","timestamp":1700000245153}}
            {"type":"message","id":"e4","parentId":"e3","timestamp":"2025-11-22T19:04:05.200Z","message":{"role":"toolResult","toolCallId":"call_2","toolName":"read","content":[{"type":"text","text":"hello"}],"isError":false,"timestamp":1700000245200}}
            {"type":"custom","customType":"openclaw.cache-ttl","data":{},"id":"e5","parentId":"e4","timestamp":"2025-11-22T19:04:05.210Z"}
            {"type":"message","id":"e6","parentId":"e5","timestamp":"2025-11-22T19:04:05.245Z","message":{"role":"assistant","content":[{"type":"toolCall","id":"call_3","name":"read","arguments":{"path":"/w/none"}}],"provider":"fake","model":"fake-model","usage":{"totalTokens":1026},"stopReason":"toolUse","timestamp":1700000245245}}
            {"type":"message","id":"e7","parentId":"e6","timestamp":"2025-11-22T19:04:05.283Z","message":{"role":"toolResult","toolCallId":"call_3","toolName":"read","content":[{"type":"text","text":"no"}],"details":{"status":"error","error":"File not found: /w/none."},"isError":true,"timestamp":1700000245283}}
            {"type":"message","id":"e8","parentId":"e7","timestamp":"2025-11-22T19:04:05.300Z","message":{"role":"assistant","content":[{"type":"text","text":"There is none."}],"provider":"fake","model":"fake-model","stopReason":"stop","timestamp":1700000245300}}
            """;
}
