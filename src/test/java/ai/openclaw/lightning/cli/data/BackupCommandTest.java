package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and cleanup as a person runs them, on real homes. */
final class BackupCommandTest {

    @TempDir
    private Path folder;

    @Test
    void backup_restored_givesTheSameTraces() throws Exception {
        Path backup = folder.resolve("backup.db");
        Path home = folder.resolve("home");
        Map<String, JsonNode> saved;
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            saved = bridge.traces();
            JsonNode stats = bridge.get("/stats");
            CommandRun run = CommandRun.on(home, "backup", backup.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(CommandRun.on(home, "backup", backup.toString()).err()).contains("--force");
            assertThat(CommandRun.on(home, "backup", backup.toString(), "--force")
                            .code())
                    .isZero();
            bridge.post("/session/start", "{\"session_key\":\"later\"}");
            assertThat(CommandRun.on(home, "restore", backup.toString()).err()).contains("lightning stop");
            assertThat(stats.get("total_traces").asInt()).isEqualTo(60);
        }
        CommandRun restored = CommandRun.on(home, "restore", backup.toString());
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
            assertThat(CommandRun.on(home, "backup", backup.toString()).code()).isZero();
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
        CommandRun run = CommandRun.on(home, "restore", backup.toString());
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
            assertThat(CommandRun.on(home, "cleanup", "--older-than", "0s", "--dry-run")
                            .out())
                    .startsWith("59 traces with");
            CommandRun refused = CommandRun.on(home, "cleanup", "--older-than", "0s");
            assertThat(refused.code()).isEqualTo(ExitCode.ERROR);
            assertThat(refused.err()).contains("lightning stop");
        }
        assertThat(CommandRun.on(home, "cleanup", "--older-than", "7d").out()).startsWith("0 traces");
        long bytes = Files.size(home.resolve("storage/traces.db"));
        CommandRun run = CommandRun.on(home, "cleanup", "--older-than", "0s");
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
        CommandRun seen = CommandRun.on(home, "cleanup", "--older-than", "0s", "--dry-run");
        CommandRun refused = CommandRun.on(home, "cleanup", "--older-than", "0s");
        CommandRun trusted = CommandRun.on(home, "cleanup", "--older-than", "0s", "--trust-clock");

        assertThat(seen.out()).startsWith("59 traces with");
        assertThat(seen.err()).contains("the bridge's own time is", "--trust-clock");
        assertThat(refused.code()).isEqualTo(ExitCode.ERROR);
        assertThat(refused.err()).contains("the bridge's own time is", "--trust-clock");
        assertThat(trusted.out()).as(trusted.err()).startsWith("59 traces with");
        assertThat(CommandRun.on(home, "cleanup", "--older-than", "0s").code()).isZero(); // from now on it is believed
    }
}
