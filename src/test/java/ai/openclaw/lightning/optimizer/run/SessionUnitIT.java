package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Home;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions as the units of an experiment, over HTTP: one arm and one count for all traces of a session. */
class SessionUnitIT {

    private static final int SEED_TRACES = 150;
    private static final int SESSIONS = 12;
    private static final int TRACES_EACH = 3;
    private static final long TWO_HOURS_MS = 2 * 3_600_000L;
    private static final Map<String, String> SETTINGS = Map.of("optimization.experiment_unit", "session");
    private static final Pattern TIME = Pattern.compile("\"(at|firstAt|lastAt)\":([0-9]+)");

    @Test
    void sessions_severalTracesEach_areOneUnitInOneArm(@TempDir Path home) throws Exception {
        Map<String, String> arms = new HashMap<>();
        String path;
        try (RunningBridge bridge = new RunningBridge(home, SETTINGS)) {
            JsonNode experiment = begun(bridge);
            assertThat(experiment.get("unit").asText()).isEqualTo("session");
            path = "/optimize/experiments/" + experiment.get("id").asText();
            // Session by session in turn, as users come back: what counts is the key, not the order.
            for (int i = 0; i < TRACES_EACH; i++) {
                for (int session = 0; session < SESSIONS; session++) {
                    String key = "chat " + session;
                    String arm = trace(bridge, key, i < session % (TRACES_EACH + 1));
                    assertThat(arms.merge(key, arm, (first, later) -> first))
                            .as(key)
                            .isEqualTo(arm);
                }
            }
            bridge.await(path, one -> one.get("waiting").asInt() == SESSIONS);
            assertThat(bridge.json(path).get("counted").asInt())
                    .as("none has been silent for an hour")
                    .isZero();
        }
        letTwoHoursPass(new Home(home).database());
        try (RunningBridge bridge = new RunningBridge(home, SETTINGS)) {
            JsonNode report = bridge.await(path, one -> one.get("counted").asInt() == SESSIONS);
            assertThat(report.get("waiting").asInt()).isZero();
            assertThat(report.get("missing").asInt()).isZero();
            for (String arm : List.of("control", "treatment")) {
                assertGroup(report.get(arm), arms, arm);
            }

            assertThat(trace(bridge, "chat 0", true)).as("it comes back").isEqualTo(arms.get("chat 0"));
            trace(bridge, "chat new", true);
            bridge.await(path, one -> one.get("waiting").asInt() == 1);
            assertThat(bridge.json(path).get("counted").asInt()).isEqualTo(SESSIONS);
        }
    }

    /** The mean over sessions of the means over their traces. */
    private static void assertGroup(JsonNode group, Map<String, String> arms, String arm) {
        double sum = 0;
        int count = 0;
        for (int session = 0; session < SESSIONS; session++) {
            if (arms.get("chat " + session).equals(arm)) {
                sum += (double) (session % (TRACES_EACH + 1)) / TRACES_EACH;
                count++;
            }
        }
        assertThat(group.get("traces").asInt()).as(arm).isEqualTo(count);
        if (count > 0) {
            assertThat(group.get("mean").asDouble()).as(arm).isCloseTo(sum / count, within(1e-9));
        }
    }

    /** A suggestion is found and accepted; the experiment as clients are told of it. */
    private static JsonNode begun(RunningBridge bridge) throws Exception {
        SimulatedTraces agent = new SimulatedTraces("sql", 1);
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < SEED_TRACES; i++) {
            events.addAll(agent.trace(0.5));
        }
        bridge.store(events);
        String id = bridge.suggestionsOf(SEED_TRACES)
                .get("suggestions")
                .get(0)
                .get("id")
                .asText();
        assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{}").statusCode())
                .isEqualTo(200);
        return bridge.json("/guidance?agent_id=sql").get("experiments").get(0);
    }

    /** One trace from its start to its end; the arm that the bridge drew. */
    private static String trace(RunningBridge bridge, String session, boolean success) throws Exception {
        ObjectNode start = TestJson.MAPPER.createObjectNode();
        start.put("session_key", session).put("agent_id", "sql").put("message", "how many orders");
        JsonNode answer = TestJson.MAPPER.readTree(
                bridge.post("/session/start", start.toString()).body());
        ObjectNode end = TestJson.MAPPER.createObjectNode();
        end.put("trace_id", answer.get("trace_id").asText()).put("success", success);
        assertThat(bridge.post("/session/end", end.toString()).statusCode()).isEqualTo(200);
        JsonNode arms = answer.get("guidance").get("arms");
        assertThat(arms).hasSize(1);
        return arms.get(0).get("arm").asText();
    }

    /** While the bridge is down: all that happened is two hours longer ago. */
    private static void letTwoHoursPass(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE assignments SET assigned_at = assigned_at - " + TWO_HOURS_MS);
            Map<String, String> documents = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("SELECT id, document FROM experiments")) {
                while (rows.next()) {
                    documents.put(rows.getString("id"), rows.getString("document"));
                }
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE experiments SET document = ? WHERE id = ?")) {
                for (Map.Entry<String, String> one : documents.entrySet()) {
                    update.setString(
                            1,
                            TIME.matcher(one.getValue())
                                    .replaceAll(at ->
                                            "\"" + at.group(1) + "\":" + (Long.parseLong(at.group(2)) - TWO_HOURS_MS)));
                    update.setString(2, one.getKey());
                    update.executeUpdate();
                }
            }
        }
    }
}
