package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemctl is asked when a service comes and goes. */
class SystemdServiceTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

    @Test
    void install_writesStartsAndAgainChangesNothing() {
        shell.answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        assertThat(Shipped.systemd(folder, shell).install(true))
                .anyMatch(line -> line.startsWith("started openclaw-lightning"));
        assertThat(shell.asked)
                .containsSubsequence(
                        "systemctl --user daemon-reload",
                        "systemctl --user enable openclaw-lightning.service",
                        "systemctl --user restart openclaw-lightning.service");
        assertThat(folder.resolve("home/storage")).isDirectory();

        shell.asked.clear();
        shell.answers.clear();
        assertThat(Shipped.systemd(folder, shell).install(true)).contains("it was already running");
        assertThat(shell.asked).doesNotContain("systemctl --user restart openclaw-lightning.service");
    }

    @Test
    void uninstall_stopsAndRemoves_andAgainSaysSo() {
        Shipped.systemd(folder, shell).install(false);
        assertThat(folder.resolve("units/openclaw-lightning.service")).exists();

        assertThat(Shipped.systemd(folder, shell).uninstall()).contains("stopped openclaw-lightning");
        assertThat(shell.asked).contains("systemctl --user disable --now openclaw-lightning.service");
        assertThat(folder.resolve("units/openclaw-lightning.service")).doesNotExist();
        assertThat(Shipped.systemd(folder, shell).uninstall()).containsExactly("no service is installed");
    }
}
