package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on people's machines, done to the packaged program. */
class FailureIT {

    private static final String CALL = "{\"session_key\":\"s\",\"tool_name\":\"exec\",\"result\":\"%s\"}";

    @Test
    void start_portTaken_saysSoAndExits5(@TempDir Path home) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                ChildBridge bridge = ChildBridge.launch(
                        home,
                        List.of(
                                ChildBridge.LAUNCHER.toString(),
                                "run",
                                "--port",
                                Integer.toString(taken.getLocalPort())))) {
            assertThat(bridge.awaitExit()).as(bridge.output()).isEqualTo(5);
            assertThat(bridge.output())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .contains("is taken");
        }
    }

    @Test
    void start_secondDaemonOnTheSameHome_isRefused(@TempDir Path home) throws Exception {
        try (ChildBridge first = ChildBridge.start(home);
                ChildBridge second =
                        ChildBridge.launch(home, List.of(ChildBridge.LAUNCHER.toString(), "run", "--port", "0"))) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains(Long.toString(first.handle().pid()));
            assertThat(first.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void databaseDeleted_whileRunning_isNoticedBeforeAnAnswerAndReplaced(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            assertThat(bridge.post("/tool/trace", CALL.formatted("before")).statusCode())
                    .isEqualTo(200);
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(bridge.database().resolveSibling("traces.db" + suffix));
            }
            HttpResponse<String> first = bridge.post("/tool/trace", CALL.formatted("during"));
            assertThat(first.statusCode()).as(first.body()).isEqualTo(503);
            Eventually.until(
                    () -> bridge.post("/tool/trace", CALL.formatted("after")).statusCode() == 200);
            assertThat(bridge.json("/stats").get("total_traces").asInt()).isEqualTo(1);
            Eventually.until(() -> bridge.get("/health").statusCode() == 200);
            bridge.terminate();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + bridge.database());
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT result FROM tool_calls")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("\"after\"");
            }
        }
    }

    @Test
    void databaseLocked_byAnotherProcess_is429AndNothingIsLost(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home, "--set", "storage.busy_timeout_ms=300")) {
            assertThat(bridge.post("/tool/trace", CALL.formatted("before")).statusCode())
                    .isEqualTo(200);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + bridge.database());
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                HttpResponse<String> refused = bridge.post("/tool/trace", CALL.formatted("during"));
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                statement.execute("ROLLBACK");
            }
            assertThat(bridge.post("/tool/trace", CALL.formatted("after")).statusCode())
                    .isEqualTo(200);
            assertThat(bridge.json("/stats").path("total_tool_calls").asInt(2)).isEqualTo(2);
            Eventually.until(() -> bridge.get("/health").statusCode() == 200);
        }
    }

    /** A file system of 24 MiB in a mount namespace of its own, filled up and emptied again by the test. */
    @Test
    void diskFull_is507AndUnhealthyAndRecoversByItself(@TempDir Path parent) throws Exception {
        assumeTrue(Tmpfs.isAvailable(), "needs `unshare -rm` with a tmpfs");
        Path home = Files.createDirectories(parent.resolve("home"));
        String script = String.format(
                Locale.ROOT,
                "mount -t tmpfs -o size=24m tmpfs '%s' && LIGHTNING_HOME='%s' exec '%s' run --port 0",
                home,
                home,
                ChildBridge.LAUNCHER.toAbsolutePath());
        try (ChildBridge bridge = ChildBridge.launch(home, List.of("unshare", "-rm", "sh", "-c", script))) {
            Path inside = Path.of("/proc/" + bridge.handle().pid() + "/root" + home.toAbsolutePath());
            bridge.awaitReady(inside.resolve("bridge.port"));
            int before = storeSome(bridge, 50);
            assertThat(before).isEqualTo(50);
            Path filler = inside.resolve("filler");
            fill(filler);
            Eventually.until(() -> bridge.post("/tool/trace", CALL.formatted("x".repeat(60_000)))
                            .statusCode()
                    == 507);
            HttpResponse<String> unhealthy = bridge.get("/health");
            assertThat(unhealthy.statusCode()).isEqualTo(503);
            assertThat(unhealthy.body()).contains("\"status\":\"unhealthy\"");
            int stored = bridge.json("/stats").get("total_traces").asInt();
            Files.delete(filler);
            Eventually.until(() -> bridge.get("/health").statusCode() == 200); // the probe, nobody writes
            assertThat(storeSome(bridge, 10)).isEqualTo(10);
            assertThat(bridge.json("/stats").get("total_traces").asInt()).isGreaterThanOrEqualTo(stored);
            assertThat(bridge.json("/traces?limit=200").get("traces")).isNotEmpty();
        }
    }

    private static int storeSome(ChildBridge bridge, int count) throws IOException, InterruptedException {
        int stored = 0;
        for (int i = 0; i < count; i++) {
            stored += bridge.post("/tool/trace", CALL.formatted("some")).statusCode() == 200 ? 1 : 0;
        }
        return stored;
    }

    private static void fill(Path filler) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(megabyte);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
