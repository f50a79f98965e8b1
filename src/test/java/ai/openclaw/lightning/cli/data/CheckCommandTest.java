package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.storage.sqlite.FlippedBit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lightning check} as a person runs it: what is wrong in plain words, and mended. */
final class CheckCommandTest {

    @TempDir
    private Path home;

    private Path database;
    private JsonNode stats;

    @BeforeEach
    void fill() throws Exception {
        database = home.resolve("storage/traces.db");
        try (MovedBridge bridge = new MovedBridge(home)) {
            bridge.fill();
            stats = figures(bridge);
            CommandRun beside = CommandRun.on(home, "check");
            assertThat(beside.code()).as(beside.out() + beside.err()).isZero();
            CommandRun refused = CommandRun.on(home, "check", "--repair");
            assertThat(refused.code()).isEqualTo(ExitCode.ERROR);
            assertThat(refused.err()).contains("lightning stop");
        }
    }

    private static JsonNode figures(MovedBridge bridge) throws Exception {
        JsonNode stats = bridge.get("/stats");
        return stats.get("tool_calls");
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void check_sound_saysSoForEachPart() throws Exception {
        CommandRun run = CommandRun.on(home, "check");
        CommandRun json = CommandRun.on(home, "check", "--json");

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsSubsequence("ok", "file", "integrity", "indexes", "tables", "sums");
        assertThat(json.json().get("schema_version").asInt()).isEqualTo(1);
        assertThat(json.json().get("ok").asBoolean()).isTrue();
        assertThat(json.json().get("checks")).hasSize(5);
    }

    /** What other programs may do to the database, each with what it is called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE hourly_figures SET traces = traces + 1 | sums | hours whose sums do not match their traces: 6; the first begins at 2023-11-14T22:00:00Z",
                "UPDATE hourly_figures SET reward_sum = reward_sum - 0.25 | sums | hours whose sums do not match their traces: 6; the first begins at 2023-11-14T22:00:00Z",
                "DELETE FROM hourly_figures | sums | hours whose sums do not match their traces: 6; the first begins at 2023-11-14T22:00:00Z",
                "UPDATE hourly_durations SET traces = traces + 1 | sums | counts of durations that do not match their traces: 6",
                "DELETE FROM hourly_durations | sums | of the hour that begins at 2023-11-14T22:00:00Z",
                "UPDATE tool_figures SET calls = 7 WHERE tool_name = 'tool1' | sums | the first is \"tool1\"",
                "DELETE FROM tool_figures WHERE tool_name = 'tool0' | sums | tools whose sums do not match",
                "UPDATE counters SET value = 99 WHERE name = 'sessions' | sums | the number of sessions",
                "UPDATE traces SET tool_count = tool_count + 2 | sums | count a wrong number of tool calls",
                "DELETE FROM traces WHERE trace_id LIKE '%2' | sums | belong to missing traces",
                "DROP TABLE tool_figures | tables | table tool_figures is missing",
                "DROP TABLE counters | tables | table counters is missing",
                "DROP INDEX traces_received | tables | index traces_received is missing"
            })
    void check_foreignWrites_areNamedAndRepaired(String write, String part, String words) throws Exception {
        sql(write);
        CommandRun found = CommandRun.on(home, "check");

        assertThat(found.code()).as(found.out()).isEqualTo(ExitCode.ERROR);
        assertThat(found.out()).contains("FAIL  " + part, words);
        assertThat(found.err()).contains("lightning check --repair");
        CommandRun repaired = CommandRun.on(home, "check", "--repair");
        assertThat(repaired.code()).as(repaired.out() + repaired.err()).isZero();
        assertThat(repaired.out()).contains("done  ").doesNotContain("FAIL");
        try (MovedBridge bridge = new MovedBridge(home)) {
            assertThat(bridge.get("/health").at("/checks/storage/status").asText())
                    .isEqualTo("pass");
            assertThat(figures(bridge)).isEqualTo(stats);
        }
    }

    @Test
    void check_flippedBit_isNamedAndRepairedByReindexing() throws Exception {
        FlippedBit.inIdOf(database, "0".repeat(31) + "7");
        CommandRun found = CommandRun.on(home, "check", "--json");

        assertThat(found.code()).isEqualTo(ExitCode.ERROR);
        assertThat(found.json().at("/checks/0/findings/0").asText()).contains("content changed");
        assertThat(found.json().at("/checks/1/ok").asBoolean()).isTrue();
        assertThat(found.json().at("/checks/2/findings/0").asText()).contains("missing from index");
        assertThat(CommandRun.on(home, "doctor").out()).contains("content changed");
        CommandRun repaired = CommandRun.on(home, "check", "--repair");
        assertThat(repaired.code()).as(repaired.out() + repaired.err()).isZero();
        assertThat(repaired.out()).contains("done  indexes of the database");
    }

    @Test
    void check_damaged_isNamedAndRepairedBySalvage() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(2_048);
            file.write(new byte[4_096]);
        }
        CommandRun found = CommandRun.on(home, "check");

        assertThat(found.code()).isEqualTo(ExitCode.ERROR);
        assertThat(found.out()).contains("FAIL  integrity");
        CommandRun repaired = CommandRun.on(home, "check", "--repair");
        assertThat(repaired.code()).as(repaired.out() + repaired.err()).isZero();
        assertThat(repaired.out()).contains("could be salvaged", "traces.db.damaged-");
    }

    @Test
    void check_emptied_saysWhatItHad() throws Exception {
        long bytes = Files.size(database);
        Files.write(database, new byte[0]);
        CommandRun found = CommandRun.on(home, "check");

        assertThat(found.code()).isEqualTo(ExitCode.ERROR);
        assertThat(found.out()).contains("FAIL  file", bytes + " bytes");
        assertThat(CommandRun.on(home, "doctor").out()).contains(bytes + " bytes");
    }

    @Test
    void check_nothingStored_isAnError(@TempDir Path empty) {
        assertThat(CommandRun.on(empty, "check").err()).contains("no such database");
        assertThat(CommandRun.on(empty, "check", "--repair").code()).isEqualTo(ExitCode.ERROR);
    }
}
