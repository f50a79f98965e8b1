package ai.openclaw.lightning.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSetCommandTest {

    @TempDir
    Path folder;

    private Path home;
    private Path file;

    @BeforeEach
    void name() {
        home = folder.resolve("home");
        file = home.resolve("config.json");
    }

    @Test
    void set_existingFile_commentsAndOrderStay() throws IOException {
        write("{\n  // why\n  \"retention\": {\"days\": 30}, // mine\n  \"bridge\": {\"port\": 9000}\n}\n");

        CommandRun run = set("retention.days", "7");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualToIgnoringNewLines("retention.days is now 7, and was 30");
        assertThat(run.err()).isEqualToIgnoringNewLines("written to " + file);
        assertThat(file)
                .hasContent(
                        "{\n  // why\n  \"retention\": {\"days\": 7}, // mine\n  \"bridge\": {\"port\": 9000}\n}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "logging.level,debug",
        "bridge.decisions_open,true",
        "storage.durability,full",
        "retention.days,0",
    })
    void set_noHomeYet_validAndShown(String name, String value) {
        assertThat(set(name, value).code()).isEqualTo(ExitCode.OK);

        assertThat(CommandRun.on(home, "config", "validate").code()).isEqualTo(ExitCode.OK);
        assertThat(CommandRun.on(home, "config", "show", "--origin").out().lines())
                .anyMatch(line -> line.startsWith(name) && line.contains(value) && line.contains(file.toString()));
    }

    @Test
    void set_list_replacedAsAWhole() throws IOException {
        write("{\"masking\": {\"extra_keys\": [\"a\", \"b\"], \"enabled\": true}}");

        assertThat(set("masking.extra_keys", "[\"pin\", \"puk\"]").code()).isEqualTo(ExitCode.OK);

        assertThat(Files.readString(file))
                .contains("\"pin\"", "\"puk\"", "\"enabled\": true")
                .doesNotContain("\"a\"");
        assertThat(CommandRun.on(home, "config", "validate").code()).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    retention.dyas  | 7     | retention.dyas: no such setting, in the command line; did you mean retention.days?
                    retention.days  | soon  | retention.days: "soon" in the command line is not allowed; it must be
                    retention.days  | -1    | retention.days: "-1" in the command line is not allowed; it must be
                    bridge.api_key  | hunter2-hunter2-hunter2 | bridge.api_key: is a secret
                    bridge.host     | 0.0.0.0 | bridge.api_key
                    """)
    void set_wrong_refusedInTheSettingsOwnWords(String name, String value, String words) throws IOException {
        write("{}");

        CommandRun run = set(name, value);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(words).doesNotContain("hunter2");
        assertThat(file).hasContent("{}");
    }

    @Test
    void set_sameValue_saysThatNothingChanged() throws IOException {
        write("{\"retention\": {\"days\": 7}}");

        CommandRun run = set("retention.days", "7");

        assertThat(run.out()).isEqualToIgnoringNewLines("retention.days was 7 already; nothing changed");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void set_whileABridgeRuns_saysHowToApplyIt() throws IOException {
        HomeLock lock = HomeLock.take(new Home(home));
        try {
            assertThat(set("retention.days", "7").err()).contains("to apply it: lightning restart");
            assertThat(CommandRun.on(home, "config", "set", "retention.days", "8", "--json")
                            .json()
                            .path("restart_needed")
                            .asBoolean())
                    .isTrue();
        } finally {
            lock.close();
        }
    }

    @Test
    void set_variableThatOverrides_saysSo() {
        CommandRun run = CommandRun.with(
                Map.of("LIGHTNING_RETENTION_DAYS", "3", "LIGHTNING_HOME", home.toString()),
                OutputStyle.PLAIN,
                "config",
                "set",
                "retention.days",
                "7");

        assertThat(run.out()).contains("retention.days is now 7, and was 30");
        assertThat(run.err()).contains("LIGHTNING_RETENTION_DAYS is set here and overrides config.json");
    }

    private CommandRun set(String name, String value) {
        return CommandRun.on(home, "config", "set", name, value);
    }

    private void write(String json) throws IOException {
        HomeLock.take(new Home(home)).close();
        Files.writeString(file, json);
    }
}
