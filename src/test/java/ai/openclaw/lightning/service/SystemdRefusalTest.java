package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no service can be installed, and what is left of it. */
class SystemdRefusalTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

    @Test
    void notThere_refusedAndNothingWritten() {
        shell.answers.put(
                "systemctl --user show-environment",
                new Shell.Result(1, "Failed to connect to bus: No medium found\nmore"));

        assertThatThrownBy(() -> Shipped.systemd(folder, shell).install(true))
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

        assertThatThrownBy(() -> Shipped.systemd(folder, shell).install(true))
                .hasMessageContaining("Job failed.")
                .hasMessageContaining("journalctl --user -u openclaw-lightning");
        assertThat(unit).doesNotExist();

        Shipped.systemd(folder, shell).install(false);
        assertThatThrownBy(() -> Shipped.systemd(folder, shell).install(true)).isInstanceOf(ServiceException.class);
        assertThat(unit).exists();
    }

    @Test
    void bridgeRunsAlready_refused() throws Exception {
        shell.answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        try (HomeLock running = HomeLock.take(new Home(folder.resolve("home")))) {
            assertThatThrownBy(() -> Shipped.systemd(folder, shell).install(true))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("another bridge is running")
                    .hasMessageContaining("lightning stop");
            assertThat(folder.resolve("units")).doesNotExist();
            assertThat(running).isNotNull();
        }
    }
}
