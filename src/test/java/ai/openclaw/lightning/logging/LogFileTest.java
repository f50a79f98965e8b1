package ai.openclaw.lightning.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void write_manyLines_boundedInSizeAndNumberNewestKept() throws IOException {
        LogFile file = new LogFile(folder.resolve("bridge.log"), 100, 2);
        for (int i = 0; i < 50; i++) {
            file.write("line %02d of the test\n".formatted(i).getBytes(StandardCharsets.UTF_8));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("bridge.log", "bridge.log.1", "bridge.log.2");
        }
        assertThat(folder.resolve("bridge.log")).content().contains("line 49");
        assertThat(Files.size(folder.resolve("bridge.log.1"))).isLessThanOrEqualTo(100);
    }

    @Test
    void open_existingFile_appends() throws IOException {
        Path path = folder.resolve("bridge.log");
        new LogFile(path, 1_000, 1).write("one\n".getBytes(StandardCharsets.UTF_8));
        new LogFile(path, 1_000, 1).write("two\n".getBytes(StandardCharsets.UTF_8));

        assertThat(path).hasContent("one\ntwo");
    }
}
