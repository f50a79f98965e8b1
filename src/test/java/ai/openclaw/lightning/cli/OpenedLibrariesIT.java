package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What asks all libraries for something that none of them has opens some fifty files. */
final class OpenedLibrariesIT {

    /** The classes come from the class archive that the build makes, and nothing else is looked for. */
    @Test
    void command_thatAsksNobody_opensNoLibrary(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "bin/lightning needs a POSIX shell");
        Path launcher = Path.of(System.getProperty("lightning.dist", "target/lightning"))
                .toAbsolutePath()
                .resolve("bin/lightning");
        Path loaded = folder.resolve("loaded");
        ProcessBuilder version = new ProcessBuilder(launcher.toString(), "version").redirectErrorStream(true);
        version.environment().put("LIGHTNING_HOME", folder.resolve("home").toString());
        version.environment().put("LIGHTNING_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        Process process = version.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(Files.readString(loaded)).contains("picocli.CommandLine").doesNotContain("URLClassPath$JarLoader");
    }
}
