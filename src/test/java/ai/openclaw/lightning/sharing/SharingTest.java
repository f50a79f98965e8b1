package ai.openclaw.lightning.sharing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.TeamFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A personal bridge shares with a team's: two whole bridges, over HTTP. */
final class SharingTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    /** What a person would not want to see elsewhere. */
    private static final String PLANTED = "grandmother's-maiden-name-Xyzzy";

    @TempDir
    Path folder;

    private Bridges team;
    private Bridges own;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        key = folder.resolve("team.key");
        team = new Bridges(folder.resolve("team"), Map.of()).start();
        team.addKey("ada", key);
    }

    @AfterEach
    void stop() {
        if (own != null) {
            own.close();
        }
        team.close();
    }

    private void personal(String share, String... more) throws Exception {
        own = Bridges.joined(folder.resolve("own"), team, key, share, TeamFiles::state, more);
    }

    /** A trace with a call that failed, a rating and an end; everything in it that is content is planted. */
    private void trace(int number) throws Exception {
        String id = String.format(Locale.ROOT, "%032x", number);
        String events = """
                {"events":[
                {"type":"session.start","trace_id":"%1$s","session_key":"s-%2$s","message":"%2$s","agent_id":"coder",
                 "model":"m","task_key":"%2$s","metadata":{"note":"%2$s"}},
                {"type":"tool.call","trace_id":"%1$s","call_id":"c-%2$s","tool_name":"read_file",
                 "params":{"path":"%2$s","%2$s":1},"result":"%2$s","exit_code":0},
                {"type":"tool.call","trace_id":"%1$s","tool_name":"run_tests","params":["%2$s"],"error":"%2$s","exit_code":2},
                {"type":"reward","trace_id":"%1$s","reward_id":"r-%2$s","source":"user","user_rating":2,"success":false,
                 "tokens_used":70,"metadata":{"why":"%2$s"}},
                {"type":"session.end","trace_id":"%1$s","success":true}]}
                """.formatted(id, PLANTED);
        own.post("/v1/events", events.replace("\n", ""));
    }

    private Set<String> shared() throws Exception {
        Set<String> ids = new HashSet<>();
        for (JsonNode one : team.get("/traces?sender=ada&limit=200").path("traces")) {
            ids.add(one.get("trace_id").asText());
        }
        return ids;
    }

    private void awaitShared(int count) throws Exception {
        Eventually.until(WAIT_MAX, () -> shared() + " of " + count, () -> shared().size() == count);
    }

    private JsonNode state() throws Exception {
        return TestJson.MAPPER.readTree(Files.readString(TeamFiles.of(own.home).state()));
    }

    private JsonNode sharing() throws Exception {
        return own.get("/stats").get("sharing");
    }

    @Test
    void metadata_ofATrace_reachesTheTeamWithoutAnyContent() throws Exception {
        personal("metadata");
        trace(1);
        awaitShared(1);
        String path = "/traces/" + "0".repeat(31) + "1";
        Eventually.until(() -> team.get(path).path("status").asText().equals("ended"));

        JsonNode trace = team.get(path);
        assertThat(trace.get("agent_id").asText()).isEqualTo("coder");
        assertThat(trace.get("success").asBoolean()).as("the user's verdict").isFalse();
        assertThat(trace.get("message").isNull()).isTrue();
        assertThat(trace.get("task_key").asText()).matches("[0-9a-f]{32}");
        JsonNode call = trace.get("tool_calls").get(0);
        assertThat(call.get("tool_name").asText()).isEqualTo("read_file");
        assertThat(call.get("params").toString()).isEqualTo("{\"path\":null}");
        assertThat(call.get("error").isNull()).isTrue();
        assertThat(trace.get("tool_calls").get(1).get("error").asText()).isEqualTo("failed");
        assertThat(trace.get("rewards").get(0).get("user_rating").asDouble()).isEqualTo(2);
        team.close();
        try (Stream<Path> files = Files.walk(folder.resolve("team"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("Xyzzy");
            }
        }
    }

    @Test
    void full_withMaskingOffHere_isMaskedBeforeItLeaves() throws Exception {
        personal("full", "masking.enabled", "false");
        own.post(
                "/session/start",
                "{\"trace_id\":\"" + "ab".repeat(16)
                        + "\",\"session_key\":\"s\",\"message\":\"hello, password=correct-horse-42\"}");
        own.post("/session/end", "{\"trace_id\":\"" + "ab".repeat(16) + "\",\"success\":true}");
        awaitShared(1);
        assertThat(own.get("/traces/" + "ab".repeat(16)).get("message").asText())
                .contains("correct-horse-42");
        assertThat(team.get("/traces/" + "ab".repeat(16)).get("message").asText())
                .startsWith("hello")
                .doesNotContain("horse");
    }

    /** Nothing is lost, and nothing comes twice, whoever was away. */
    @Test
    void traces_closedWhileTheTeamIsAway_comeLaterAndOnce() throws Exception {
        personal("metadata");
        trace(1);
        awaitShared(1);
        team.close();
        for (int i = 2; i <= 60; i++) {
            trace(i);
        }
        Eventually.until(
                WAIT_MAX,
                () -> sharing().toString(),
                () -> sharing().hasNonNull("problem")
                        && sharing().get("waiting_traces").asLong() == 59);
        assertThat(sharing().get("shared_traces").asLong()).isEqualTo(1);
        assertThat(own.get("/health").at("/checks/sharing/status").asText()).isEqualTo("warn");
        own.close();
        own.start();
        trace(61);
        team.start();
        awaitShared(61);

        assertThat(team.get("/traces/" + "0".repeat(30) + "02").get("tool_calls"))
                .hasSize(2);
        assertThat(team.get("/traces/" + "0".repeat(30) + "02").get("rewards")).hasSize(1);
        Eventually.until(
                WAIT_MAX,
                () -> state().toString(),
                () -> state().get("waiting_traces").asLong() == 0
                        && state().get("problem").isNull());
        assertThat(state().get("lost_traces").asLong()).isZero();
    }

    @Test
    void rating_afterTheTraceWasShared_isSharedToo() throws Exception {
        personal("metadata");
        trace(1);
        awaitShared(1);
        own.post(
                "/reward/emit",
                "{\"trace_id\":\"" + "0".repeat(31)
                        + "1\",\"reward_id\":\"late\",\"source\":\"checker\",\"success\":true}");
        Eventually.until(
                WAIT_MAX,
                () -> "not there",
                () -> team.get("/traces/" + "0".repeat(31) + "1").get("rewards").size() == 2);
        assertThat(team.get("/traces/" + "0".repeat(31) + "1").get("tool_calls"))
                .hasSize(2);
    }

    @Test
    void traces_fromBeforeJoining_stayHere() throws Exception {
        own = new Bridges(folder.resolve("own"), Map.of()).start();
        trace(1);
        own.close();
        personal("metadata");
        trace(2);
        awaitShared(1);
        assertThat(shared()).containsExactly("0".repeat(31) + "2");
    }

    /** Nothing that is sent after the deletion would be deleted. */
    @Test
    void leave_whileTheBridgeRuns_stopsItBeforeTheTeamDeletes() throws Exception {
        personal("metadata");
        for (int i = 1; i <= 30; i++) {
            trace(i);
        }
        team.post("/session/start", "{\"trace_id\":\"" + "ef".repeat(16) + "\",\"session_key\":\"the team's own\"}");
        awaitShared(30);
        Home.write(TeamFiles.of(own.home).left(), "");
        Eventually.until(WAIT_MAX, () -> sharing().toString(), () -> sharing().isNull());
        trace(31);

        JsonNode deleted = team.delete("/senders/ada", Files.readString(key).strip());
        assertThat(deleted.toString()).isEqualTo("{\"deleted_traces\":30,\"complete\":true}");
        assertThat(shared()).isEmpty();
        JsonNode stats = team.get("/stats");
        assertThat(stats.get("total_traces").asLong()).isEqualTo(1);
        assertThat(stats.at("/tool_calls/count").asLong()).isZero();
        assertThat(stats.at("/rewards/count").asLong()).isZero();
        assertThat(stats.get("total_sessions").asLong()).isEqualTo(1);
    }

    @Test
    void agents_named_areTheOnlyOnesShared() throws Exception {
        personal("metadata", "team.agents", "an*r");
        trace(1);
        own.post(
                "/session/start",
                "{\"trace_id\":\"" + "cd".repeat(16) + "\",\"session_key\":\"s\",\"agent_id\":\"another\"}");
        own.post("/session/end", "{\"trace_id\":\"" + "cd".repeat(16) + "\",\"success\":true}");
        awaitShared(1);
        assertThat(shared()).containsExactly("cd".repeat(16));
    }

    @Test
    void bridge_withoutSharing_sendsNothing() throws Exception {
        personal("off");
        trace(1);
        own.close();
        own = null;
        personal("metadata");
        trace(2);
        awaitShared(1);
        assertThat(shared()).containsExactly("0".repeat(31) + "2");
    }
}
