package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.connecting.HookEntries;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What status and doctor say about the agents, and about what waits for the person. */
class ConnectedTest {

    private static final String NEVER =
            "{\"total_traces\":0,\"clients\":[],\"requests_without_key\":0,\"storage\":{},\"optimizer\":{}}";

    @TempDir
    Path folder;

    @Test
    void status_somethingWaits_beginsWithIt() throws IOException {
        Map<String, String> answers = answers(clients("coder", 120_000));
        answers.put(
                "GET /optimize/experiments",
                CannedBridge.EXPERIMENTS.replace("running", "paused").replace("exp-1", "exp-742dd37aee5a"));

        List<String> lines = run(answers, "status").out().lines().toList();

        assertThat(lines.get(0)).isEqualTo("running, healthy");
        assertThat(lines.get(1))
                .isEqualTo(
                        "  for you     a suggestion waits for your decision: lightning suggestions list --status proposed");
        assertThat(lines.get(2))
                .isEqualTo("  for you     an experiment paused; to see why: lightning experiments 742dd37a");
        assertThat(lines.get(3)).isEqualTo("  last event  2 min ago by coder, through curl/8.5.0");
        JsonNode json = run(answers, "status", "--json").json();
        assertThat(json.get("suggestions_to_decide").asInt()).isEqualTo(1);
        assertThat(json.get("experiments_paused").get(0).asText()).isEqualTo("exp-742dd37aee5a");
        assertThat(json.at("/clients/0/agent_id").asText()).isEqualTo("coder");
    }

    @Test
    void noAgentEver_saysTheNextStep() throws IOException {
        assertThat(run(answers(NEVER), "status").out())
                .contains(
                        "  agents      none has ever come; to connect one: lightning connect claude-code (or codex, or openclaw");
        assertThat(check("agents", answers(NEVER)))
                .contains(
                        "warning",
                        "none ever came: no event has arrived at this home",
                        "lightning connect claude-code");
    }

    /** After a change of the port they still call the old one, which any program may have by now. */
    @Test
    void hooksToAnotherAddress_bothSaySo() throws IOException {
        Path settings = folder.resolve(".claude/settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(
                settings,
                HookEntries.CLAUDE_CODE.connected(
                        "", "{\"type\":\"http\",\"url\":\"http://127.0.0.1:1/hooks/claude-code\"}"));
        Map<String, String> answers = answers(clients("coder", 120_000));

        assertThat(run(answers, "status").out())
                .containsPattern("  for you     Claude Code sends to http://127.0.0.1:1, but the bridge is at"
                        + " http://127.0.0.1:[0-9]{2,}: lightning connect claude-code");
        assertThat(check("hooks", answers))
                .contains("warning", "sends to http://127.0.0.1:1, but", "\"lightning connect claude-code\"");
        Files.delete(settings);
        assertThat(check("hooks", answers)).isEmpty();
        assertThat(run(answers, "status").out()).doesNotContain("sends to");
    }

    @Test
    void noneSinceTheStart_saysWhenTheLastCame() throws IOException {
        Map<String, String> answers = answers(NEVER.replace("\"total_traces\":0", "\"total_traces\":1"));

        assertThat(run(answers, "status").out())
                .containsPattern("last event  \\d+ d \\d+ h ago by coder, none since the bridge started");
        assertThat(check("agents", answers)).contains("\"ok\"", "ago by coder");
    }

    @Test
    void requestsWithoutTheKey_saysWhereItIs() throws IOException {
        Map<String, String> answers = answers(NEVER.replace("key\":0", "key\":12"));

        assertThat(run(answers, "status").out()).contains("  no key      12 requests had no key, or a wrong one");
        assertThat(check("agents", answers)).contains("warning", "12 requests", "lightning key show");
    }

    private static Map<String, String> answers(String stats) {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put("GET /stats", stats);
        return answers;
    }

    private static String clients(String agent, long agoMs) {
        return NEVER.replace(
                "[]",
                "[{\"agent_id\":\"" + agent + "\",\"client\":\"curl/8.5.0\",\"events\":3,\"last_event_at\":"
                        + (System.currentTimeMillis() - agoMs) + "}]");
    }

    private String check(String name, Map<String, String> answers) throws IOException {
        for (JsonNode check : run(answers, "doctor", "--json").json().get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check.toString();
            }
        }
        return "";
    }

    private CommandRun run(Map<String, String> answers, String... arguments) throws IOException {
        Home home = new Home(folder.resolve("home"));
        try (FakeBridge bridge = new FakeBridge(home, answers)) {
            CommandRun run = CommandRun.with(
                    Map.of("LIGHTNING_HOME", home.root().toString(), "HOME", folder.toString()),
                    OutputStyle.PLAIN,
                    arguments);
            assertThat(bridge.asked()).isNotEmpty();
            return run;
        }
    }
}
