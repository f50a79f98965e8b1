package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole bridge on a database in which one row of the optimizer was damaged, by whatever means. */
@Tag("once")
final class DamagedRowsTest {

    private static final String ADOPTED = "decision-points-c1001f569543";

    @TempDir
    private Path home;

    private Path database;

    @BeforeEach
    void copy() throws Exception {
        database = home.resolve("storage/traces.db");
        Files.createDirectories(database.getParent());
        try (InputStream released = getClass().getResourceAsStream("/golden/0.1.0/traces.db")) {
            Files.copy(released, database);
        }
    }

    private RunningBridge bridge() throws Exception {
        return new RunningBridge(home, Map.of("retention.days", "0"));
    }

    private void sql(String update) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(update)).isEqualTo(1);
        }
    }

    private String row(String table, String id) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT hex(document) || typeof(document) || status FROM "
                        + table + " WHERE id = '" + id + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** Everything else is learned, told and decided, and the row is left as it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "suggestions | waste-491f0c0c6860 | ''",
                "suggestions | waste-4dbb30e40224 | substr(document, 1, 300)",
                "suggestions | decision-points-ed0d57713800 | replace(document, 'IN_EXPERIMENT', 'ON_TRIAL')",
                "suggestions | decision-points-6595b1f4efa6 | json_set(document, '$.schema', 7)",
                "suggestions | waste-906dd40a215a | x'ff00fe'",
                "suggestions | waste-906dd40a215a | 5",
                "experiments | exp-b4e7c02574fc | json_remove(document, '$.state')",
                "experiments | exp-d4f99047b481 | substr(document, 1, 40)",
                "learner_memories | decision-points | '[]'"
            })
    void row_damaged_theRestGoesOn(String table, String id, String damage) throws Exception {
        sql("UPDATE " + table + " SET document = " + damage + " WHERE id = '" + id + "'");
        String before = row(table, id);
        try (RunningBridge bridge = bridge()) {
            JsonNode check = bridge.json("/health").at("/checks/optimizer");
            assertThat(check.get("status").asText()).isEqualTo("warn");
            assertThat(check.get("detail").asText()).contains("can't be read", table.substring(0, 7));
            assertThat(bridge.json("/guidance?agent_id=code").get("rules")).hasSize(1);

            List<ObjectNode> events = new ArrayList<>();
            SimulatedTraces agent = new SimulatedTraces("another", 1);
            for (int i = 0; i < 60; i++) {
                events.addAll(agent.trace(0.5));
            }
            bridge.store(events);
            String proposed = bridge.await(
                            "/optimize/suggestions?status=proposed&agent_id=another",
                            answer -> !answer.get("suggestions").isEmpty())
                    .at("/suggestions/0/id")
                    .asText();
            assertThat(bridge.post("/optimize/suggestions/" + proposed + "/accept", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.post("/optimize/suggestions/" + ADOPTED + "/rollback", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.json("/guidance?agent_id=code").get("rules")).isEmpty();
            assertThat(bridge.json("/stats").at("/optimizer/problem").isNull()).isTrue();
        }
        assertThat(row(table, id)).isEqualTo(before);
    }

    @Test
    void rows_allReadable_optimizerPasses() throws Exception {
        try (RunningBridge bridge = bridge()) {
            bridge.suggestionsOf(202);
            assertThat(bridge.json("/health").at("/checks/optimizer").toString())
                    .isEqualTo("{\"status\":\"pass\",\"detail\":null}");
        }
    }
}
