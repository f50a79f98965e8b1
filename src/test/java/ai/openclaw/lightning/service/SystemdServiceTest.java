package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that is written, and what systemctl is asked. */
class SystemdServiceTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

    private SystemdService systemd(String home) {
        return new SystemdService(
                Shipped.parts(folder.resolve(home), null), folder.resolve("units/openclaw-lightning.service"), shell);
    }

    @Test
    void unit_hasThisMachinesPathsQuoted() {
        String unit = new SystemdService(
                        Shipped.parts(folder.resolve("a \"$%h\" b"), "/opt/my java/bin/java"), folder, shell)
                .unitText();

        assertThat(unit.lines())
                .contains(
                        "ExecStart=\"" + Shipped.INSTALLATION.launcher() + "\" run --home \"" + folder
                                + "/a \\\"$$%%h\\\" b\" --set logging.file_enabled=true",
                        "Environment=\"LIGHTNING_JAVA=/opt/my java/bin/java\"",
                        "ReadWritePaths=\"-" + folder + "/a \\\"$%%h\\\" b\"",
                        "Type=notify",
                        "StartLimitIntervalSec=0",
                        "Restart=on-failure",
                        "WatchdogSec=3min")
                .noneMatch(line -> line.startsWith("#"));
    }

    @Test
    void homeInTmp_noPrivateOneThatWouldHideIt() {
        Service.Parts there = new Service.Parts(Shipped.INSTALLATION, new Home(Path.of("/tmp/x")), Optional.empty());
        Service.Parts elsewhere = new Service.Parts(
                new Installation(Path.of("")), // relative: this checkout may itself lie in /tmp
                new Home(Path.of("/srv/x")),
                Optional.empty());

        assertThat(new SystemdService(there, folder, shell).unitText()).doesNotContain("PrivateTmp");
        assertThat(new SystemdService(elsewhere, folder, shell).unitText()).contains("PrivateTmp=yes");
    }

    @Test
    void install_writesStartsAndAgainChangesNothing() {
        shell.answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        assertThat(systemd("home").install(true)).anyMatch(line -> line.startsWith("started openclaw-lightning"));
        assertThat(shell.asked)
                .containsSubsequence(
                        "systemctl --user daemon-reload",
                        "systemctl --user enable openclaw-lightning.service",
                        "systemctl --user restart openclaw-lightning.service");
        assertThat(folder.resolve("home/storage")).isDirectory();

        shell.asked.clear();
        shell.answers.clear();
        assertThat(systemd("home").install(true)).contains("it was already running");
        assertThat(shell.asked).doesNotContain("systemctl --user restart openclaw-lightning.service");
    }

    @Test
    void notThere_refusedAndNothingWritten() {
        shell.answers.put(
                "systemctl --user show-environment",
                new Shell.Result(1, "Failed to connect to bus: No medium found\nmore"));

        assertThatThrownBy(() -> systemd("home").install(true))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("(Failed to connect to bus: No medium found)")
                .hasMessageContaining("lightning start")
                .hasMessageContaining("--no-start");
        assertThat(folder.resolve("units")).doesNotExist();
    }

    @Test
    void doesNotStart_takenBackUnlessItWasThereBefore() {
        Path unit = folder.resolve("units/openclaw-lightning.service");
        shell.answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        shell.answers.put(
                "systemctl --user restart openclaw-lightning.service", new Shell.Result(1, "Job failed.\nmore"));

        assertThatThrownBy(() -> systemd("home").install(true))
                .hasMessageContaining("Job failed.")
                .hasMessageContaining("journalctl --user -u openclaw-lightning");
        assertThat(unit).doesNotExist();

        systemd("home").install(false);
        assertThatThrownBy(() -> systemd("home").install(true)).isInstanceOf(ServiceException.class);
        assertThat(unit).exists();
    }

    @Test
    void bridgeRunsAlready_refused() throws Exception {
        shell.answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        try (HomeLock running = HomeLock.take(new Home(folder.resolve("home")))) {
            assertThatThrownBy(() -> systemd("home").install(true))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("another bridge is running")
                    .hasMessageContaining("lightning stop");
            assertThat(folder.resolve("units")).doesNotExist();
            assertThat(running).isNotNull();
        }
    }

    @Test
    void uninstall_stopsAndRemoves_andAgainSaysSo() {
        systemd("home").install(false);
        assertThat(folder.resolve("units/openclaw-lightning.service")).exists();

        assertThat(systemd("home").uninstall()).contains("stopped openclaw-lightning");
        assertThat(shell.asked).contains("systemctl --user disable --now openclaw-lightning.service");
        assertThat(folder.resolve("units/openclaw-lightning.service")).doesNotExist();
        assertThat(systemd("home").uninstall()).containsExactly("no service is installed");
    }
}
