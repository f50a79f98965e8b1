package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole bridge on the database that 0.1.0 left, asked over HTTP. Days have passed since then, so only what time does
 * not change is asserted.
 */
final class ReleasedDatabaseTest {

    private static final int TRACES = 205;

    @TempDir
    private Path home;

    private RunningBridge bridge;

    @BeforeEach
    void open() throws Exception {
        Path database = home.resolve("storage/traces.db");
        Files.createDirectories(database.getParent());
        try (InputStream released = getClass().getResourceAsStream("/golden/0.1.0/traces.db")) {
            Files.copy(released, database);
        }
        bridge = new RunningBridge(home, Map.of("retention.days", "0"));
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void open_databaseOf010_everyTraceIsReadable() throws Exception {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = bridge.json("/traces?limit=100" + cursor);
            for (JsonNode trace : page.get("traces")) {
                String id = trace.get("trace_id").asText();
                ids.add(id);
                assertThat(bridge.json("/traces/" + id).get("tool_calls")).hasSize(3);
            }
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        } while (cursor != null);
        JsonNode stats = bridge.json("/stats");

        assertThat(ids).hasSize(TRACES);
        assertThat(stats.get("total_traces").asInt()).isEqualTo(TRACES);
        assertThat(stats.get("tool_calls").get("count").asInt()).isEqualTo(3 * TRACES);
        assertThat(stats.get("rewards").get("count").asInt()).isEqualTo(8);
        assertThat(stats.get("traces").get("successes").asInt()).isEqualTo(110);
    }

    @Test
    void open_databaseOf010_rulesAreToldAndExperimentsGoOn() throws Exception {
        JsonNode sql = bridge.json("/guidance?agent_id=sql").get("experiments").get(0);
        assertThat(sql.get("id").asText()).isEqualTo("exp-6f0544a48c67");
        assertThat(sql.get("key").asText()).isEqualTo("5cc92c25481721fe710c05b8bc237f1e");
        assertThat(bridge.json("/guidance?agent_id=code")
                        .get("rules")
                        .get(0)
                        .get("text")
                        .asText())
                .isEqualTo("When `select` fails, call `show` before you call `select` again.");

        assertThat(status("decision-points-6595b1f4efa6")).isEqualTo("adopted");
        assertThat(status("decision-points-c1001f569543")).isEqualTo("adopted");
        assertThat(status("waste-491f0c0c6860")).isEqualTo("rejected");
        assertThat(status("waste-00616e8b696c")).isIn("rolled_back", "retired");
        assertThat(units("exp-b4e7c02574fc")).isEqualTo(12);
        assertThat(units("exp-d4f99047b481")).as("sessions").isEqualTo(6);
        assertThat(bridge.json("/optimize/experiments").get("experiments")).hasSize(5);
    }

    private String status(String suggestion) throws IOException, InterruptedException {
        for (JsonNode one : bridge.json("/optimize/suggestions?limit=200").get("suggestions")) {
            if (one.get("id").asText().equals(suggestion)) {
                return one.get("status").asText();
            }
        }
        throw new IllegalStateException("there is no " + suggestion);
    }

    private int units(String experiment) throws IOException, InterruptedException {
        JsonNode report = bridge.json("/optimize/experiments/" + experiment);
        return report.get("counted").asInt() + report.get("waiting").asInt();
    }

    @Test
    void open_databaseOf010_learnsAndTakesEventsIn() throws Exception {
        bridge.suggestionsOf(202);
        assertThat(bridge.post("/session/start", "{\"session_key\":\"new\"}").statusCode())
                .isEqualTo(200);
        assertThat(bridge.json("/stats").get("total_traces").asInt()).isEqualTo(TRACES + 1);
    }
}
