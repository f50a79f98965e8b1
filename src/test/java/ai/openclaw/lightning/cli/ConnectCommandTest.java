package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCommandTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private CommandRun run(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HOME", folder.toString());
        environment.put("LIGHTNING_HOME", home().root().toString());
        return CommandRun.with(environment, OutputStyle.PLAIN, arguments);
    }

    private Home home() {
        return new Home(folder.resolve("lightning"));
    }

    private Path settings() {
        return folder.resolve(".claude").resolve("settings.json");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(settings().getParent())) {
            return files.filter(file -> file.toString().contains("before-lightning"))
                    .toList();
        }
    }

    @Test
    void connect_noFile_writesHooksAndSendsATestEvent() throws Exception {
        Files.createDirectories(home().root());
        try (FakeBridge bridge = new FakeBridge(home(), Map.of("POST /hooks/claude-code", "{}"))) {
            CommandRun run = run(Map.of(), "connect", "claude-code");

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(bridge.asked()).singleElement().asString().contains("Notification");
            JsonNode hook = TestJson.MAPPER.readTree(settings().toFile()).at("/hooks/UserPromptSubmit/0/hooks/0");
            assertThat(hook.path("url").asText())
                    .startsWith("http://127.0.0.1:")
                    .endsWith("/hooks/claude-code");
            assertThat(run.out()).contains("+     \"Stop\": [{\"hooks\": [{ \"type\": \"http\",");

            assertThat(run.err())
                    .contains("connected, and the bridge answers; restart Claude Code where it is running");

            CommandRun again = run(Map.of(), "connect", "claude-code");
            assertThat(again.code()).isEqualTo(ExitCode.OK);
            assertThat(again.out()).contains("nothing to change");
            assertThat(copies()).isEmpty();
        }
    }

    /** Hooks stay where they point to when the next start picks another port. */
    @Test
    void connect_portThatAStartPicks_saysHowToKeepIt() throws Exception {
        Files.createDirectories(home().root());
        try (FakeBridge bridge = new FakeBridge(home(), Map.of("POST /hooks/claude-code", "{}"))) {
            CommandRun run = run(Map.of("LIGHTNING_BRIDGE_PORT", "0"), "connect", "claude-code");

            assertThat(run.err())
                    .contains("bridge.port is 0, which picks any free port")
                    .containsPattern("to keep this one: lightning config set bridge.port [1-9][0-9]+");
            assertThat(bridge.asked()).isNotEmpty();
        }
    }

    @Test
    void connect_hooksOnOneLine_oursOnLinesOfTheirOwn() throws Exception {
        String before = "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]}}\n";
        Files.createDirectories(settings().getParent());
        Files.writeString(settings(), before);

        run(Map.of(), "connect", "claude-code");

        assertThat(Files.readString(settings()).lines()).hasSizeGreaterThan(9).allMatch(line -> line.length() < 150);
        CommandRun run = run(Map.of(), "disconnect", "claude-code");
        assertThat(run.err()).contains("disconnected; an agent that is running calls the bridge until you restart it");
        assertThat(settings()).hasContent(before);
        assertThat(run(Map.of(), "disconnect", "claude-code").err()).contains("it was not connected");
    }

    /** Other hooks of Codex need the switch, whoever set it. */
    @Test
    void disconnect_codexWithOtherHooks_staysSwitchedOn() throws Exception {
        Path hooks = folder.resolve(".codex/hooks.json");
        Files.createDirectories(hooks.getParent());
        Files.writeString(
                hooks, "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]}}");
        run(Map.of(), "connect", "codex");

        CommandRun run = run(Map.of(), "disconnect", "codex");

        assertThat(run.err()).contains("hooks stay switched on in", "because Codex has others");
        assertThat(folder.resolve(".codex/config.toml")).content().contains("hooks = true");
        assertThat(hooks).content().contains("\"command\": \"x\"");
    }

    @Test
    void connect_print_changesNothing() throws Exception {
        CommandRun run = run(Map.of(), "connect", "claude-code", "--print");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("UserPromptSubmit");
        assertThat(settings()).doesNotExist();
    }

    @Test
    void connect_linkedFileWithOthersHooks_keepsTheLinkAndAPrivateCopy() throws Exception {
        String before =
                "{\n  \"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]} // mine\n}\n";
        Path real = Files.writeString(folder.resolve("dotfiles.json"), before);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectories(settings().getParent());
        Files.createSymbolicLink(settings(), Path.of("..", "dotfiles.json"));

        CommandRun run = run(Map.of(), "connect", "claude-code");

        assertThat(run.code()).as("written, and no bridge runs").isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(settings()).isSymbolicLink();
        assertThat(Files.readString(real)).contains("\"command\": \"x\"", "// mine", "http://127.0.0.1:8765/hooks/");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.list(folder)) {
            Path copy = files.filter(file -> file.toString().contains("before-lightning"))
                    .findFirst()
                    .orElseThrow();
            assertThat(copy).hasContent(before);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
        }

        assertThat(run(Map.of(), "disconnect", "claude-code").code()).isEqualTo(ExitCode.OK);
        assertThat(real).hasContent(before);
    }

    @Test
    void connect_keyOfTheBridge_isInThePrivateFileOnlyAndNotShown() throws Exception {
        Files.createDirectories(settings().getParent());
        Files.writeString(settings(), "{}\n");
        CommandRun run = run(Map.of("LIGHTNING_BRIDGE_API_KEY", KEY), "connect", "claude-code");

        assertThat(run.out() + run.err()).contains("X-API-Key").doesNotContain(KEY);
        assertThat(Files.readString(settings())).contains("\"X-API-Key\": \"" + KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings())))
                .isEqualTo("rw-------");
        CommandRun project =
                run(Map.of("LIGHTNING_BRIDGE_API_KEY", KEY), "connect", "claude-code", "--project", "--print");
        assertThat(project.out()).contains("$LIGHTNING_BRIDGE_API_KEY").doesNotContain(KEY);
    }

    @Test
    void connect_brokenFile_saysSoAndLeavesIt() throws Exception {
        Files.createDirectories(settings().getParent());
        Files.writeString(settings(), "{\"hooks\": [");

        CommandRun run = run(Map.of(), "connect", "claude-code");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains(settings() + ": is not JSON that this command can change");
        assertThat(settings()).hasContent("{\"hooks\": [");
    }

    @Test
    void connect_otherAgent_saysWhichThereAre() {
        CommandRun run = run(Map.of(), "connect", "cursor");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("cursor: no such agent; it must be claude-code, codex or openclaw");
    }

    @Test
    void connect_bridgeThatRefuses_saysSo() throws Exception {
        Files.createDirectories(home().root());
        try (FakeBridge bridge = new FakeBridge(home(), Map.of())) {
            CommandRun run = run(Map.of(), "connect", "claude-code", "--json");

            assertThat(run.code()).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("the test event was not taken");
            assertThat(bridge.asked()).hasSize(1);
        }
    }

    /** The command is run as Codex would run it, with a key in its variable. */
    @Test
    void connect_codex_writesACommandThatReachesTheBridge() throws Exception {
        Files.createDirectories(home().root());
        Files.createDirectories(folder.resolve(".codex"));
        Files.writeString(folder.resolve(".codex/config.toml"), "model = \"m\"\n");
        for (String key : new String[] {"", KEY}) {
            Map<String, String> environment = key.isEmpty() ? Map.of() : Map.of("LIGHTNING_BRIDGE_API_KEY", key);
            try (FakeBridge bridge = new FakeBridge(home(), Map.of("POST /hooks/codex", "{\"a\":1}"))) {
                CommandRun run = run(environment, "connect", "codex");
                assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
                assertThat(Files.readString(folder.resolve(".codex/config.toml")))
                        .isEqualTo("model = \"m\"\n\n[features]\nhooks = true # set by lightning connect\n");
                JsonNode hooks = TestJson.MAPPER.readTree(
                        folder.resolve(".codex/hooks.json").toFile());
                String command = hooks.at("/hooks/Stop/0/hooks/0/command").asText();
                assertThat(hooks.path("hooks")).hasSize(4);
                assertThat(command).doesNotContain(KEY);

                ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
                shell.environment().putAll(environment);
                Process process = shell.start();
                process.getOutputStream().write("{\"event\":7}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                process.getOutputStream().close();
                assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("{\"a\":1}");
                assertThat(process.waitFor()).isZero();
                assertThat(bridge.asked().get(1)).isEqualTo("POST /hooks/codex {\"event\":7}");
                assertThat(bridge.keys()).endsWith(key);
            }
        }
        assertThat(run(Map.of(), "disconnect", "codex").code()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve(".codex/hooks.json")).doesNotExist();
        assertThat(folder.resolve(".codex/config.toml")).hasContent("model = \"m\"\n");
    }
}
