package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged program makes of the other end of its output: a terminal, or a pipe. */
class OutputIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("lightning.dist", "target/lightning"))
            .toAbsolutePath()
            .resolve("bin/lightning");
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    Path folder;

    private Path said;

    @BeforeEach
    void onlyWhereThereIsASh() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "bin/lightning needs a POSIX shell");
        said = folder.resolve("said");
    }

    @Test
    void output_readerIsGone_commandEndsQuietly() throws Exception {
        for (String command : List.of("config show --home '" + folder + "'", "--help")) {
            String line = "{ '" + LAUNCHER + "' " + command + "; echo $? >&2; } | (exec <&-; sleep 3)";
            Process shell = new ProcessBuilder("sh", "-c", line)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();

            assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(said).as(command).hasContent("141");
        }
    }

    /** The launcher tells the width; within a shell's $( ) it would see a pipe. */
    @Test
    void help_onATerminal_fitsItsWidth() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/script")) && Files.exists(Path.of("/proc")), "needs Linux's script");
        Process script = new ProcessBuilder("script", "-qec", "stty cols 60; '" + LAUNCHER + "' --help", "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile())
                .start();

        assertThat(script.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        String help = Files.readString(said).replaceAll("\u001b\\[[0-9;]*m|\r", "");
        assertThat(help).contains("Usage: lightning").contains("\n  uninstall-service");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }
}
