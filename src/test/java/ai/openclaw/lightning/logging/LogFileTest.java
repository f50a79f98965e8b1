package ai.openclaw.lightning.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
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
            file.write(String.format(Locale.ROOT, "line %02d of the test\n", i).getBytes(StandardCharsets.UTF_8));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("bridge.log", "bridge.log.1", "bridge.log.2");
        }
        assertThat(folder.resolve("bridge.log")).content().contains("line 49");
        assertThat(Files.size(folder.resolve("bridge.log.1"))).isLessThanOrEqualTo(100);
    }

    @Test
    void write_anyFile_isTheOwnersOnly() throws IOException {
        Path path = folder.resolve("bridge.log");
        LogFile file = new LogFile(path, 10, 1);
        for (int i = 0; i < 3; i++) {
            file.write("a long line\n".getBytes(StandardCharsets.UTF_8));
        }

        for (Path each : List.of(path, path.resolveSibling("bridge.log.1"))) {
            assertThat(Files.getPosixFilePermissions(each)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
