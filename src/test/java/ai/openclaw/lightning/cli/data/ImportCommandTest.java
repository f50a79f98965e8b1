package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports as a person makes them, into real homes. */
final class ImportCommandTest {

    @TempDir
    private Path folder;

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
            CommandRun run = CommandRun.on(folder.resolve("home"), "import", lines.toString());
            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).doesNotContain("refused");
            JsonNode trace = bridge.get("/traces/" + "a".repeat(32));
            assertThat(trace.get("message")).isEqualTo(TestJson.MAPPER.readTree(cut));
            assertThat(trace.get("message_cut").asBoolean()).isTrue();
            assertThat(trace.at("/tool_calls/0/params")).isEqualTo(TestJson.MAPPER.readTree(cut));
            assertThat(trace.at("/tool_calls/0/error").asText()).isEqualTo(alike);
        }
        assertThat(StoredCuts.of(folder.resolve("home")))
                .containsExactly("a".repeat(32) + " 101", "a".repeat(32) + " 110", "a".repeat(32) + " reward");
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
            CommandRun run = CommandRun.on(folder.resolve("home"), "import", lines.toString());

            assertThat(run.code()).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("broken.jsonl: line 2");
            assertThat(bridge.traces()).containsOnlyKeys("a".repeat(32));
        }
    }

    @Test
    void import_transcripts_areTracesAsThePluginMakesThem() throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("agents/main/sessions"));
        Files.writeString(sessions.resolve("11111111-2222-4333-8444-555555555555.jsonl"), TRANSCRIPT);
        Files.writeString(
                sessions.resolve("sessions.json"),
                "{\"agent:main:main\":{\"sessionId\":\"11111111-2222-4333-8444-555555555555\"}}");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            for (int times = 1; times <= 2; times++) {
                CommandRun run = CommandRun.on(folder.resolve("home"), "import", sessions.toString());
                assertThat(run.code()).as(run.err()).isZero();
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
            CommandRun run = CommandRun.on(folder.resolve("home"), "import", sessions.toString());
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
            List<String> entries = new ArrayList<>(TRANSCRIPT.lines().toList());
            // More than is read at a time, before the entries that matter.
            entries.addAll(1, Collections.nCopies(3, "{\"type\":\"note\",\"text\":\"" + "x".repeat(700_000) + "\"}"));
            for (String line : entries) {
                insert.setInt(1, seq++);
                insert.setString(2, line);
                insert.executeUpdate();
            }
        }
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"))) {
            CommandRun run = CommandRun.on(folder.resolve("home"), "import", database.toString());
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
            assertThat(CommandRun.on(folder.resolve("home"), "import", empty.toString())
                            .err())
                    .contains(empty + ": is empty");
            for (Path database : List.of(text, foreign)) {
                CommandRun run = CommandRun.on(folder.resolve("home"), "import", database.toString());
                assertThat(run.code()).isEqualTo(ExitCode.ERROR);
                assertThat(run.err()).contains(database + ": not a database of OpenClaw transcripts: ");
            }
            assertThat(bridge.traces()).isEmpty();
        }
    }

    @Test
    void import_withoutABridge_notRunning() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "{}");
        assertThat(CommandRun.on(folder.resolve("home"), "import", file.toString())
                        .code())
                .isEqualTo(ExitCode.NOT_RUNNING);
    }

    private static void sql(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Entries that OpenClaw 2026.9.6 wrote, shortened. */
    static final String TRANSCRIPT = """
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
