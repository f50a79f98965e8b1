package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags that people give the JVM beside those of {@code bin/lightning}, some of which it takes only once. */
class JavaOptionsIT {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("lightning.dist", "target/lightning"), "bin/lightning");

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyWhereThereIsASh() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "bin/lightning needs a POSIX shell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-XX:SharedArchiveFile=nowhere.jsa",
                "-XX:-UseSerialGC -XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=4 -Xmx64m -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
            })
    void options_ofAPerson_startACommandAndABridge(String options) throws Exception {
        assertThat(ended(options, "version")).isEqualTo("0 OpenClaw Lightning");
        assertThat(ended(options, "run", "--home", "home", "--set", "bridge.prot=1"))
                .as("a bridge that gets as far as its settings")
                .startsWith("2 lightning: bridge.prot:");
    }

    /** Its exit code, and the first words it said. */
    private String ended(String options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LIGHTNING_JAVA_OPTS", options);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip().split(" [0-9]|\n", 2)[0];
    }
}
