package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose bridge a service manager keeps, and what it is asked, with its answers given. */
class ServiceControlTest {

    private static final String SHOW = "systemctl --user show --property=ExecStart openclaw-lightning.service";
    private static final String STATE =
            "systemctl --user show --property=ActiveState --value openclaw-lightning.service";
    private static final String PRINT = "launchctl print gui/501/com.openclaw.lightning";

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, Deque<Shell.Result>> answers = new HashMap<>();

    /** The next of the answers that were given for it, the last one again and again. */
    private Shell.Result answer(List<String> command) {
        String line = String.join(" ", command);
        asked.add(line);
        Deque<Shell.Result> given = answers.getOrDefault(line, new ArrayDeque<>(List.of(new Shell.Result(0, ""))));
        return given.size() > 1 ? given.remove() : given.element();
    }

    private void given(String command, Shell.Result... results) {
        answers.put(command, new ArrayDeque<>(List.of(results)));
    }

    private void unitOf(String home) {
        given(
                SHOW,
                new Shell.Result(
                        0,
                        "ExecStart={ path=/opt/lightning ; argv[]=/opt/lightning run --home " + home
                                + " --set logging.file_enabled=true ; ignore_errors=no ; pid=0 }"));
    }

    private boolean isKept(Path home) {
        return ServiceControl.of(new Home(home), Map.of("HOME", folder.toString()), this::answer)
                .isPresent();
    }

    @Test
    void of_systemd_onlyTheHomeThatItsUnitNames() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        Path unit = folder.resolve(".config/systemd/user/openclaw-lightning.service");
        assertThat(isKept(folder.resolve("home"))).isFalse();
        assertThat(asked).as("nobody is asked where there is no unit").isEmpty();

        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "[Service]\n");
        unitOf(folder + "/a $$ home");
        assertThat(isKept(folder.resolve("a $ home"))).isTrue();
        assertThat(isKept(folder.resolve("a $"))).isFalse();
        assertThat(isKept(folder.resolve("other"))).isFalse();

        given(SHOW, new Shell.Result(1, "Failed to connect to bus: No medium found"));
        assertThat(isKept(folder.resolve("a $ home"))).isFalse();
    }

    @Test
    void systemd_states_activeIsWhatMayHaveABridgeSoon() {
        Systemctl systemctl = new Systemctl(this::answer);
        for (String state : List.of("active", "activating", "deactivating", "reloading")) {
            given(STATE, new Shell.Result(0, state));
            assertThat(systemctl.isActive()).as(state).isTrue();
        }
        for (String state : List.of("inactive", "failed")) {
            given(STATE, new Shell.Result(0, state));
            assertThat(systemctl.isActive()).as(state).isFalse();
        }
    }

    @Test
    void systemd_startAndStop_askTheManagerAndTellItsRefusal() {
        Systemctl systemctl = new Systemctl(this::answer);
        systemctl.start();
        systemctl.stop();
        assertThat(asked)
                .containsExactly(
                        "systemctl --user start openclaw-lightning.service",
                        "systemctl --user stop openclaw-lightning.service");

        given("systemctl --user start openclaw-lightning.service", new Shell.Result(1, "Job failed.\nmore"));
        assertThatThrownBy(systemctl::start)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Job failed.")
                .hasMessageContaining("journalctl --user -u openclaw-lightning");
    }

    @Test
    void launchd_keeps_theHomeOfItsAgentWhileItAnswers() throws Exception {
        given("id -u", new Shell.Result(0, "501\n"));
        Path agent = folder.resolve("agent.plist");
        Files.writeString(agent, "<string>--home</string><string>" + folder + "/a &amp; b</string>");
        Launchctl launchctl = new Launchctl(agent, this::answer);

        assertThat(launchctl.manages(new Home(folder.resolve("a & b")))).isTrue();
        assertThat(launchctl.manages(new Home(folder.resolve("a")))).isFalse();

        given("launchctl print gui/501", new Shell.Result(113, "Could not find domain"));
        assertThat(launchctl.manages(new Home(folder.resolve("a & b")))).isFalse();
    }

    @Test
    void launchd_stop_waitsUntilTheAgentIsGone_startLoadsIt() {
        given("id -u", new Shell.Result(0, "501\n"));
        Path agent = folder.resolve("agent.plist");
        Launchctl launchctl = new Launchctl(agent, this::answer);
        Shell.Result running = new Shell.Result(0, "state = running");
        Shell.Result gone = new Shell.Result(113, "Could not find service");
        given(PRINT, running, running, running, gone);
        given("launchctl bootout gui/501/com.openclaw.lightning", new Shell.Result(36, "Operation now in progress"));

        launchctl.stop();

        assertThat(asked.stream().filter(PRINT::equals)).hasSize(4);
        launchctl.start();
        assertThat(asked)
                .endsWith(
                        "launchctl enable gui/501/com.openclaw.lightning",
                        "id -u",
                        "launchctl bootstrap gui/501 " + agent);
        asked.clear();
        launchctl.stop();
        assertThat(asked).as("nothing is loaded").doesNotContain("launchctl bootout gui/501/com.openclaw.lightning");

        given(PRINT, new Shell.Result(0, "state = not running"));
        assertThat(launchctl.isActive()).isFalse();
        launchctl.start();
        assertThat(asked).contains("launchctl kickstart gui/501/com.openclaw.lightning");
        given(PRINT, running);
        assertThat(launchctl.isActive()).isTrue();
    }
}
