package ai.openclaw.lightning.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log file does with what it finds when it opens. */
class LogFileOpeningTest {

    @TempDir
    Path folder;

    @Test
    void open_existingFile_appends() throws IOException {
        Path path = folder.resolve("bridge.log");
        new LogFile(path, 1_000, 1).write("one\n".getBytes(StandardCharsets.UTF_8));
        new LogFile(path, 1_000, 1).write("two\n".getBytes(StandardCharsets.UTF_8));

        assertThat(path).hasContent("one\ntwo");
    }

    @Test
    void open_lineThatWasCut_endsIt() throws IOException {
        Path path = folder.resolve("bridge.log");
        Files.writeString(path, "one\ntw");

        new LogFile(path, 1_000, 1).write("three\n".getBytes(StandardCharsets.UTF_8));

        assertThat(path).hasContent("one\ntw\nthree");
    }

    @Test
    void write_afterAFailure_opensTheFileAnew() throws IOException {
        Path path = folder.resolve("logs").resolve("bridge.log");
        Files.createDirectory(path.getParent());
        LogFile file = new LogFile(path, 10, 1);
        file.write("first 1234\n".getBytes(StandardCharsets.UTF_8));
        Path blocked =
                Files.createDirectories(path.resolveSibling("bridge.log.1").resolve("not empty"));

        assertThatThrownBy(() -> file.write("refused\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
        Files.delete(blocked);
        Files.delete(blocked.getParent());
        file.write("second\n".getBytes(StandardCharsets.UTF_8));

        assertThat(path).hasContent("second");
        assertThat(path.resolveSibling("bridge.log.1")).hasContent("first 1234");
    }
}
