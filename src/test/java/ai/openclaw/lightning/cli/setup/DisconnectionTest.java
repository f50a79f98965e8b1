package ai.openclaw.lightning.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an uninstallation does to the agents: none may go on sending to a port that anything can take. */
class DisconnectionTest {

    private static final String PLUGIN = """
            {
              // mine
              "plugins": { "entries": { "lightning": { "enabled": true } } }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void all_connectedAgents_areDisconnectedShownAndNamed() throws Exception {
        assertThat(run("connect", "claude-code").code()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(run("connect", "codex").code()).isEqualTo(ExitCode.NOT_RUNNING);
        Path openClaw = folder.resolve(".openclaw/openclaw.json");
        Files.createDirectories(openClaw.getParent());
        Files.writeString(openClaw, PLUGIN);

        String said = disconnectAll();

        assertThat(said)
                .contains("- ", "/hooks/claude-code", "/hooks/codex", "\"enabled\": true")
                .contains(
                        "disconnected Claude Code; to connect it to a later installation: lightning connect claude-code")
                .contains("disconnected Codex; ", "disconnected OpenClaw; ");
        assertThat(folder.resolve(".claude/settings.json")).doesNotExist();
        assertThat(folder.resolve(".codex/hooks.json")).doesNotExist();
        assertThat(folder.resolve(".codex/config.toml")).doesNotExist();
        assertThat(openClaw).content().contains("// mine").doesNotContain("lightning");
        assertThat(disconnectAll()).isEmpty();
    }

    @Test
    void all_settingsOfOthers_areLeftAlone() throws Exception {
        Path settings = folder.resolve(".claude/settings.json");
        Files.createDirectories(settings.getParent());
        String mine = "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]}}";
        Files.writeString(settings, mine);

        assertThat(disconnectAll()).isEmpty();
        assertThat(settings).hasContent(mine);
    }

    private String disconnectAll() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Output output = new Output(new CommandContext(environment(), stream, stream, OutputStyle.PLAIN));
        new Disconnection(environment(), false, Secret.NONE, output).all(new Home(folder.resolve("lightning")));
        return said.toString(StandardCharsets.UTF_8);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.with(environment(), OutputStyle.PLAIN, arguments);
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME",
                folder.toString(),
                "LIGHTNING_HOME",
                folder.resolve("lightning").toString());
    }
}
