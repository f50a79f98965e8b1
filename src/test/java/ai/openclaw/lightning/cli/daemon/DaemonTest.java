package ai.openclaw.lightning.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.service.ServiceControl;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping where a service manager, here a stand-in, keeps the bridge of the home. */
class DaemonTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final StandIn manager = new StandIn();

    /** Runs no process: the bridge is a home that is locked, with an address in it. */
    private final class StandIn implements ServiceControl {

        private HomeLock bridge;
        private boolean retries;
        private RuntimeException refusal;

        @Override
        public String name() {
            return "the stand-in";
        }

        @Override
        public boolean isActive() {
            return bridge != null || retries;
        }

        @Override
        public void start() {
            asked.add("start");
            if (refusal != null) {
                throw refusal;
            }
            try {
                bridge = HomeLock.take(home());
                bridge.publish("http://127.0.0.1:1");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            asked.add("stop");
            retries = false;
            try {
                if (bridge != null) {
                    bridge.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bridge = null;
        }
    }

    @AfterEach
    void release() {
        manager.stop();
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private Daemon daemon(Map<String, String> variables) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("LIGHTNING_HOME", home().root().toString());
        CommandContext context = new CommandContext(environment, stream, stream, OutputStyle.PLAIN);
        return new Daemon(new HomeOption(context), new Output(context), environment, Optional.of(manager));
    }

    private String startLog() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void start_kept_theServiceIsStartedAndNamed() {
        assertThat(daemon(Map.of()).start(Map.of(), LIMIT)).isEqualTo(ExitCode.OK);

        assertThat(asked).containsExactly("start");
        assertThat(startLog())
                .contains("running at http://127.0.0.1:1")
                .containsPattern("service +the stand-in")
                .doesNotContain("LIGHTNING_");
    }

    @Test
    void start_keptWithVariables_saysThatTheServiceHasThemNot() {
        Daemon daemon = daemon(Map.of("LIGHTNING_BRIDGE_PORT", "9999", "LIGHTNING_JAVA", "/j"));

        assertThat(daemon.start(Map.of(), LIMIT)).isEqualTo(ExitCode.OK);

        assertThat(startLog())
                .contains("LIGHTNING_BRIDGE_PORT is set here, but the service ignores it")
                .doesNotContain("LIGHTNING_JAVA");
    }

    @Test
    void start_keptWithFlags_refusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> daemon(Map.of()).start(Map.of("bridge.port", "0"), LIMIT))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("the stand-in")
                .hasMessageContaining("config.json");
        assertThat(asked).isEmpty();
    }

    @Test
    void start_keptAndRefused_theManagersReasonIsTold() {
        manager.refusal = new IllegalStateException("job failed");

        assertThatThrownBy(() -> daemon(Map.of()).start(Map.of(), LIMIT)).isSameAs(manager.refusal);
    }

    @Test
    void check_keptWithMistakeInFile_toldWithoutAsking() throws Exception {
        Files.createDirectories(home().root());
        Files.writeString(home().configFile(), "{\"bridge\": {\"prot\": 1}}");

        assertThatThrownBy(() -> daemon(Map.of()).check(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bridge.prot");
        assertThat(asked).isEmpty();
    }

    @Test
    void stop_kept_theServiceIsStoppedAndNoProcessKilled() {
        Daemon daemon = daemon(Map.of());
        daemon.start(Map.of(), LIMIT);

        assertThat(daemon.stop()).isTrue(); // killing the bridge by its process would end this test's

        assertThat(asked).containsExactly("start", "stop");
        assertThat(daemon.isReady()).isFalse();
        assertThat(daemon.stop()).as("again: there is none").isFalse();
        assertThat(asked).hasSize(2);
    }

    @Test
    void stop_noBridgeButAServiceThatTriesAgain_stoppedToo() {
        manager.retries = true;

        assertThat(daemon(Map.of()).stop()).isTrue();
        assertThat(asked).containsExactly("stop");
    }
}
