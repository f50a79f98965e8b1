package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell script that tests what the build packaged. It ends with "all well", or with 77 where it can't run. */
final class Script {

    /** What the build packaged. */
    static final Path DIST =
            Path.of(System.getProperty("lightning.dist", "target/lightning")).toAbsolutePath();

    /** Where the scripts are. */
    static final Path FOLDER = Path.of("src/test/sh").toAbsolutePath();

    private static final int MINUTES_MAX = 8;
    private static final int SKIPPED = 77;

    private Script() {}

    /** Runs it to its end, in the project's folder; what it says goes into the folder {@code own}. */
    static void run(Path own, Object... words) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "the scripts need a POSIX shell");
        Path log = own.resolve("script.log");
        List<String> command = new ArrayList<>(List.of("sh"));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LIGHTNING_"));
        Process script = builder.start();
        try {
            assertThat(script.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as(said(log))
                    .isTrue();
            assumeTrue(script.exitValue() != SKIPPED, said(log));
            assertThat(script.exitValue()).as(said(log)).isZero();
            assertThat(said(log)).contains("== all well");
        } finally {
            script.destroyForcibly();
        }
    }

    private static String said(Path log) throws IOException {
        return Files.readString(log);
    }
}
