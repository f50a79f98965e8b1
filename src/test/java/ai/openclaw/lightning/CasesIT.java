package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inputs after public bug reports, as scripts that stand beside this repository: each starts the packaged bridge and
 * exits with 1 while the fault is there.
 */
@Execution(ExecutionMode.CONCURRENT)
class CasesIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("lightning.dist", "target/lightning"))
            .toAbsolutePath()
            .resolve("bin/lightning");
    private static final Path CASES = Path.of(System.getProperty("traces.dir", "../shared/traces"))
            .toAbsolutePath()
            .resolveSibling("cases");
    private static final int MINUTES_MAX = 5;

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereTheCasesAre() throws Exception {
        assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0, "the cases need python3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-locale-arabic-digits",
                "03-nul-line-in-transcript",
                "04-torn-last-line-stops-folder",
                "07-undefined-line",
                "08-sessions-json-torn",
                "09-empty-file-stops-folder",
                "10-long-call-id",
                "11-empty-tool-name",
                "13-deep-arguments-stop-import",
                "15-long-number-null-pointer",
                "16-large-image-loses-call",
                "18-fork-counted-twice",
                "19-turns-without-entry-ids-merge",
                "20-live-transcript-stays-stale",
                "22-result-after-next-message",
                "23-usage-without-total",
                "24-byte-order-mark",
                "25-claude-code-silent-nothing",
                "26-home-with-question-mark",
                "27-non-ascii-home-in-c-locale",
                "28-non-ascii-file-in-c-locale",
                "37-java-8-is-called-java-1"
            })
    void shared_case_isRight(String name) throws Exception {
        run(CASES.resolve(name + ".sh"));
    }

    private void run(Path script) throws IOException, InterruptedException {
        Path log = folder.resolve("case.log");
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", script.toString(), LAUNCHER.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("LIGHTNING_"));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            assertThat(ended).as(Files.readString(log)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
