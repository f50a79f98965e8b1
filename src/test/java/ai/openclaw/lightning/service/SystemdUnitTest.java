package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that is written. */
class SystemdUnitTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

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
}
