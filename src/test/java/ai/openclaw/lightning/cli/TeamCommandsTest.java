package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lightning team join}, {@code status} and {@code leave}. */
final class TeamCommandsTest {

    private static final String KEY = "lightning_key_" + "x".repeat(43);

    @TempDir
    Path folder;

    private Path keyFile() throws IOException {
        Path file = folder.resolve("ada.key");
        Home.write(file, KEY + "\n");
        return file;
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.with(Map.of("LIGHTNING_HOME", home().root().toString()), OutputStyle.PLAIN, arguments);
    }

    private record Joined(CommandRun run, List<String> keys, String url) {}

    /** The team's bridge is a fake one on a home of its own. */
    private Joined join(String answer, String... more) throws Exception {
        Home team = new Home(folder.resolve("team"));
        try (FakeBridge bridge = new FakeBridge(team, Map.of("GET /team", answer))) {
            String url = HomeLock.holder(team).orElseThrow().address();
            String[] line = new String[5 + more.length];
            List<String> words =
                    List.of("team", "join", url, "--key-file", keyFile().toString());
            words.toArray(line);
            System.arraycopy(more, 0, line, words.size(), more.length);
            return new Joined(run(line), bridge.keys(), url);
        }
    }

    @Test
    void join_withAGoodKey_isWrittenAndTold() throws Exception {
        Joined joined = join("{\"name\":\"ada\",\"guidance\":{}}");

        assertThat(joined.run().code()).as(joined.run().err()).isEqualTo(ExitCode.OK);
        assertThat(joined.run().out()).contains("as ada", "metadata");
        assertThat(joined.keys()).containsExactly(KEY);
        assertThat(Files.readString(home().configFile())).contains("\"share\": \"metadata\"", "\"team\"");
        assertThat(home().root().resolve("team.key")).hasContent(KEY);
        assertThat(run("team").out()).contains("127.0.0.1", "metadata", "0 traces");
    }

    @Test
    void join_full_sharesAll() throws Exception {
        assertThat(join("{\"name\":\"ada\"}", "--share", "full").run().code()).isEqualTo(ExitCode.OK);
        assertThat(run("team", "status", "--json").json().get("share").asText()).isEqualTo("full");
    }

    /** The API key of the team's bridge would make all of its people one. */
    @Test
    void join_withAKeyWithoutAName_changesNothing() throws Exception {
        Joined joined = join("{\"name\":null}");
        assertThat(joined.run().code()).isEqualTo(ExitCode.ERROR);
        assertThat(joined.run().err()).contains("lightning key add");
        assertThat(home().configFile()).doesNotExist();
    }

    @Test
    void join_anotherMachineWithoutTls_isRefusedBeforeTheKeyIsSent() throws Exception {
        CommandRun run = run(
                "team", "join", "http://team.example", "--key-file", keyFile().toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("team.url", "https");
        assertThat(home().configFile()).doesNotExist();
    }

    @Test
    void join_nobodyAnswers_changesNothing() throws Exception {
        CommandRun run = run(
                "team", "join", "http://127.0.0.1:1", "--key-file", keyFile().toString());
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("can't be joined");
        assertThat(home().configFile()).doesNotExist();
    }

    @Test
    void status_whileItFails_saysWhyAndHowMuch() throws Exception {
        join("{\"name\":\"ada\"}");
        Home.write(
                TeamFiles.of(home()).state(),
                "{\"salt\":\"s\",\"shared_traces\":12,\"lost_traces\":3,\"refused_requests\":0,"
                        + "\"last_shared_at\":1763812800000,\"waiting_traces\":40,"
                        + "\"problem\":\"the team's bridge answers with status 503\"}");
        CommandRun run = run("team", "status");
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out())
                .contains("12 traces shared", "40 waiting to be shared", "3 deleted before they were shared", "503");
        assertThat(run("team", "status", "--json").out()).doesNotContain("salt");
    }

    /** The file is as of the last change; only the bridge counts what waits. */
    @Test
    void status_whileTheBridgeRuns_isWhatTheBridgeSays() throws Exception {
        String url = join("{\"name\":\"ada\"}").url();
        assertThat(runBeside(sharing(url), "team", "status").out())
                .contains("metadata: names and outcomes", "1,204 traces shared", "; 7 waiting to be shared");
        assertThat(runBeside(sharing(url), "team", "status", "--json")
                        .json()
                        .get("waiting_traces")
                        .asLong())
                .isEqualTo(7);
    }

    @Test
    void doctor_sharing_saysWithWhomAndHowFar() throws Exception {
        assertThat(doctor(run("doctor", "--json"))).isEqualTo("ok: no team");
        String url = join("{\"name\":\"ada\"}").url();
        assertThat(doctor(run("doctor", "--json"))).isEqualTo("ok: with " + url + ", once the bridge runs");
        assertThat(doctor(runBeside(sharing(url), "doctor", "--json")))
                .startsWith("ok: names and outcomes with " + url + "; 1,204 traces shared, the last one 2025-11-22")
                .endsWith("; 7 waiting to be shared; 2 deleted before they were shared");
        String failing = sharing(url).replace("\"problem\":null", "\"problem\":\"the key is gone\"");
        assertThat(doctor(runBeside(failing, "doctor", "--json")))
                .startsWith("warning: the key is gone; names and outcomes with " + url);
        assertThat(doctor(runBeside("null", "doctor", "--json")))
                .isEqualTo("warning: the bridge does not share with " + url + " yet");
    }

    private static String doctor(CommandRun run) throws IOException {
        for (JsonNode check : run.json().get("checks")) {
            if (check.get("check").asText().equals("sharing")) {
                return check.get("level").asText() + ": " + check.get("detail").asText();
            }
        }
        throw new AssertionError("doctor does not check sharing");
    }

    /** The command while a bridge of this home says that of its sharing. */
    private CommandRun runBeside(String sharing, String... arguments) throws IOException {
        try (FakeBridge bridge = new FakeBridge(home(), Map.of("GET /stats", "{\"sharing\":" + sharing + "}"))) {
            CommandRun run = run(arguments);
            assertThat(bridge.asked()).contains("GET /stats ");
            return run;
        }
    }

    private static String sharing(String url) {
        return "{\"team\":\"" + url + "\",\"share\":\"metadata\",\"shared_traces\":1204,\"waiting_traces\":7,"
                + "\"lost_traces\":2,\"refused_requests\":0,\"last_shared_at\":1763812800000,\"problem\":null}";
    }

    @Test
    void leave_joined_forgetsTheTeam() throws Exception {
        join("{\"name\":\"ada\"}");
        Home.write(TeamFiles.of(home()).state(), "{\"salt\":\"s\"}");
        assertThat(run("team", "leave").out()).startsWith("left http://127.0.0.1");
        assertThat(run("team", "status").out()).contains("no team");
        assertThat(home().root().resolve("team.key")).doesNotExist();
        assertThat(TeamFiles.of(home()).state()).doesNotExist();
        assertThat(run("team", "leave").out()).contains("no team");
    }
}
