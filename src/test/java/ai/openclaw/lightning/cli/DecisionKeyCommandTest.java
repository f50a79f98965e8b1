package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command decides without being asked for a key, and says where the key is. */
class DecisionKeyCommandTest {

    @TempDir
    Path folder;

    /** A real bridge on the home. */
    private static final class Running implements AutoCloseable {

        private final HomeLock lock;
        private final Bridge bridge;

        Running(Home home) throws Exception {
            lock = HomeLock.take(home);
            Config config = ConfigLoader.load(home.configFile(), Map.of(), Map.of("bridge.port", "0"))
                    .config();
            bridge = Bridge.start(config, home, "test");
            lock.publish(BridgeAddress.of(config).localUrl(bridge.port()));
        }

        @Override
        public void close() throws IOException {
            bridge.close();
            lock.close();
        }
    }

    private Home home(String config) throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.root());
        Files.writeString(home.configFile(), config);
        return home;
    }

    private static CommandRun on(Home home, String line) {
        return CommandRun.on(home.root(), line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"bridge\":{\"api_key\":\"correct-horse-battery\"}}",
                "{\"bridge\":{\"decisions_open\":true}}",
                "{\"bridge\":{\"decisions_open\":true,\"api_key\":\"correct-horse-battery\"}}"
            })
    void decisions_byTheCommand_needNoKeyTyped(String config) throws Exception {
        Home home = home(config);
        try (Running running = new Running(home)) {
            assertThat(running).isNotNull();
            CommandRun run = on(home, "optimize --wait 0");
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(on(home, "stats").code()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void rotate_whileItRuns_isInForceAfterARestart() throws Exception {
        Home home = home("{}");
        String first;
        try (Running running = new Running(home)) {
            assertThat(running).isNotNull();
            first = on(home, "key show --decisions").out().strip();
            CommandRun rotated = on(home, "key rotate --decisions");
            assertThat(rotated.code()).as(rotated.err()).isEqualTo(ExitCode.OK);
            assertThat(rotated.err()).contains("decision.key", "lightning restart");
            assertThat(rotated.out().strip()).isNotEqualTo(first);
            assertThat(on(home, "key show --decisions").out()).isEqualTo(rotated.out());
            assertThat(on(home, "optimize --wait 0").err()).contains("decisions require a key", "lightning restart");
            assertThat(on(home, "stats").code()).as("asking needs no key").isEqualTo(ExitCode.OK);
        }
        try (Running running = new Running(home)) {
            assertThat(running).isNotNull();
            assertThat(on(home, "optimize --wait 0").code()).isEqualTo(ExitCode.OK);
        }
        assertThat(Files.readString(home.decisionKeyFile()).strip()).isNotEqualTo(first);
        assertThat(Files.readString(home.configFile()))
                .as("settings are left alone")
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bridge\":{\"api_key\":\"correct-horse-battery\"}}"})
    void dashboard_whileItRuns_printsALinkWithACodeAndNoKey(String config) throws Exception {
        Home home = home(config);
        try (Running running = new Running(home)) {
            assertThat(running).isNotNull();
            CommandRun printed = on(home, "dashboard --no-open");
            assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.OK);
            assertThat(printed.out().strip()).matches("http://127\\.0\\.0\\.1:\\d+/#code=\\w{32}");
            assertThat(printed.out())
                    .doesNotContain(on(home, "key show --decisions").out().strip());
            JsonNode asJson = on(home, "dashboard --json").json();
            assertThat(asJson.get("link").asText())
                    .contains("/#code=")
                    .isNotEqualTo(printed.out().strip());
            assertThat(asJson.get("seconds").asInt()).isEqualTo(120);
        }
        assertThat(on(home, "dashboard --no-open").code()).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void show_beforeTheFirstStart_saysHowToGetOne() throws Exception {
        CommandRun run = on(home("{}"), "key show --decisions");
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("decision.key", "lightning restart");
    }

    @Test
    void show_asJson_hasTheKey() throws Exception {
        Home home = home("{}");
        String key = on(home, "key rotate --decisions").out().strip();
        assertThat(on(home, "key show --decisions --json").json().get("key").asText())
                .isEqualTo(key);
        assertThat(on(home, "key show --json").json().get("key").isNull())
                .as("which is another key than the one of the API")
                .isTrue();
    }

    @Test
    void doctor_decisionsOpen_warns() throws Exception {
        for (boolean isOpen : List.of(true, false)) {
            Home home = home("{\"bridge\":{\"port\":0,\"decisions_open\":" + isOpen + "}}");
            String warned = on(home, "doctor").out();
            assertThat(warned.contains("an agent can accept its own rules")).isEqualTo(isOpen);
        }
    }
}
