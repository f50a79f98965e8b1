package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.TeamFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A personal bridge tells its agents what a team found out and tries; the team's database is one that has rules and trials. */
final class TeamRulesTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final String RULE = "When `select` fails, call `show` before you call `select` again.";

    @TempDir
    Path folder;

    private Bridges team;
    private Bridges own;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        key = folder.resolve("team.key");
        team = new Bridges(folder.resolve("team"), Map.of("retention.days", "0"));
        try (InputStream released = getClass().getResourceAsStream("/golden/0.1.0/traces.db")) {
            Files.copy(released, team.home.database());
        }
        team.start();
        team.addKey("ada", key);
    }

    @AfterEach
    void stop() {
        if (own != null) {
            own.close();
        }
        team.close();
    }

    private void personal(String... more) throws Exception {
        own = Bridges.joined(folder.resolve("own"), team, key, "metadata", TeamFiles::guidance, more);
    }

    private List<JsonNode> running() throws Exception {
        List<JsonNode> running = new ArrayList<>();
        for (JsonNode one : team.get("/optimize/experiments").get("experiments")) {
            if (one.get("status").asText().equals("running")) {
                running.add(one);
            }
        }
        return running;
    }

    private int units(String experiment) throws Exception {
        JsonNode report = team.get("/optimize/experiments/" + experiment);
        return report.get("counted").asInt() + report.get("waiting").asInt();
    }

    private String toldTo(String agent) throws Exception {
        return own.post("/session/start", "{\"session_key\":\"s\",\"agent_id\":\"" + agent + "\"}")
                .at("/guidance/text")
                .asText();
    }

    @Test
    void rules_ofTheTeam_areToldHereAlsoWhileItIsAway() throws Exception {
        personal();
        assertThat(toldTo("code")).contains(RULE);
        assertThat(toldTo("nobody")).isEmpty();
        team.close();
        own.close();
        own.start();
        assertThat(toldTo("code")).as("from the file").contains(RULE);
    }

    @Test
    void rule_thatIsOff_isToldNobodyHere() throws Exception {
        personal("team.rules_off", "decision-points-6595b1f4efa6,team:decision-points-c1001f569543");
        assertThat(toldTo("code")).doesNotContain(RULE);
        assertThat(own.get("/guidance?agent_id=code").get("rules")).isEmpty();
    }

    /** The draw goes by the trace or by the session, which has another name for the team. */
    @Test
    void arms_drawnHere_countInTheTeamsExperiments() throws Exception {
        personal();
        List<JsonNode> running = running();
        assertThat(running).extracting(one -> one.get("unit").asText()).contains("trace", "session");
        Map<String, Integer> before = new HashMap<>();
        int number = 0;
        for (JsonNode one : running) {
            String id = one.get("id").asText();
            before.put(id, units(id));
            for (int i = 0; i < 8; i++) {
                String trace = String.format(Locale.ROOT, "%032x", ++number);
                JsonNode started = own.post(
                        "/session/start",
                        "{\"trace_id\":\"" + trace + "\",\"session_key\":\"of " + trace + "\",\"agent_id\":\""
                                + one.get("agent_id").asText() + "\"}");
                assertThat(started.at("/guidance/arms").findValuesAsText("experiment"))
                        .contains(id);
                own.post("/session/end", "{\"trace_id\":\"" + trace + "\",\"success\":true}");
            }
        }
        for (JsonNode one : running) {
            String id = one.get("id").asText();
            Eventually.until(
                    WAIT_MAX,
                    () -> id + ": " + units(id) + " after " + before.get(id),
                    () -> units(id) >= before.get(id) + 8);
        }
        JsonNode state =
                TestJson.MAPPER.readTree(Files.readString(TeamFiles.of(own.home).state()));
        assertThat(state.get("refused_requests").asLong()).as(state.toString()).isZero();
    }

    /** It is told nobody, so whoever is drawn for it is not treated; the team analyses by assignment. */
    @Test
    void experiment_whoseRuleIsOff_isDrawnAndNotApplied() throws Exception {
        JsonNode trial = running().stream()
                .filter(one -> one.get("unit").asText().equals("trace")
                        && one.get("purpose").asText().equals("trial"))
                .findFirst()
                .orElseThrow();
        personal("team.rules_off", trial.get("suggestions").get(0).asText());
        boolean treated = false;
        for (int i = 1; i <= 60 && !treated; i++) {
            String trace = String.format(Locale.ROOT, "%032x", i);
            own.post(
                    "/session/start",
                    "{\"trace_id\":\"" + trace + "\",\"session_key\":\"s\",\"agent_id\":\""
                            + trial.get("agent_id").asText() + "\"}");
            JsonNode arm = own.get("/traces/" + trace).get("arms").get(0);
            treated = arm.get("arm").asText().equals("treatment");
            assertThat(arm.get("applied").asBoolean()).isEqualTo(!treated);
        }
        assertThat(treated).isTrue();
    }
}
