package ai.openclaw.lightning.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class LogOutputTest {

    @TempDir
    Path folder;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @BeforeEach
    void watchStandardError() {
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveStandardErrorBack() {
        System.setErr(standardError);
    }

    /** As where the disk is full: the file can't be set aside, because a folder has the name it would get. */
    @Test
    void write_fileRefusesForAWhile_losesNoLineAndGoesBackToTheFile() throws IOException {
        Path path = folder.resolve("bridge.log");
        LogOutput output = new LogOutput(LineFormat.TIMED);
        output.file(new LogFile(path, 60, 1));
        output.leaveStandardError();
        output.write(Level.INFO, "X", "a first line that fills the file up to its limit", null);
        Path blocked = Files.createDirectories(folder.resolve("bridge.log.1").resolve("not empty"));

        output.write(Level.INFO, "X", "second", null);
        output.write(Level.INFO, "X", "third", null);
        Files.delete(blocked);
        Files.delete(blocked.getParent());
        output.write(Level.INFO, "X", "fourth", null);

        assertThat(seen.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        told -> assertThat(told).contains("ERROR Logging: ", "can't be written"),
                        line -> assertThat(line).endsWith("INFO X: second"),
                        line -> assertThat(line).endsWith("INFO X: third"));
        assertThat(Files.readString(folder.resolve("bridge.log.1")))
                .contains("lines before this one went to standard error only");
        assertThat(path).content().endsWith("INFO X: fourth\n");
    }

    @Test
    void write_fileAndStandardError_bothHaveTheLine() throws IOException {
        LogOutput output = new LogOutput(LineFormat.JOURNAL);
        output.file(new LogFile(folder.resolve("bridge.log"), 1_000, 1));

        output.write(Level.WARN, "X", "seen twice", null);

        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("<4>WARN X: seen twice\n");
        assertThat(folder.resolve("bridge.log")).content().endsWith("Z WARN X: seen twice\n");
    }
}
