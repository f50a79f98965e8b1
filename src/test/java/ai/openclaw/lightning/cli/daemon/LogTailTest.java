package ai.openclaw.lightning.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void last_fewLinesInTheNewFile_restFromTheOneSetAside() throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.log"), "four\nfive\n");
        Files.writeString(folder.resolve("bridge.log.1"), "one\ntwo\nthree\n");

        try (LogTail tail = new LogTail(file)) {
            assertThat(tail.last(4)).containsExactly("two", "three", "four", "five");
            assertThat(tail.more()).isEmpty();
        }
    }

    @Test
    void more_halfALineThenRotated_eachLineOnceAndWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.log"), "one\n");
        try (LogTail tail = new LogTail(file)) {
            assertThat(tail.last(10)).containsExactly("one");
            append(file, "tw");
            assertThat(tail.more()).isEmpty();
            append(file, "o\nthree\n");
            Files.move(file, folder.resolve("bridge.log.1"));
            assertThat(tail.more()).containsExactly("two", "three");
            Files.writeString(file, "four\n");
            assertThat(tail.more()).containsExactly("four");
        }
    }

    @Test
    void more_fileComesLater_readFromItsBeginning() throws IOException {
        Path file = folder.resolve("bridge.log");
        try (LogTail tail = new LogTail(file)) {
            assertThat(tail.last(10)).isEmpty();
            Files.writeString(file, "one\n");
            assertThat(tail.more()).containsExactly("one");
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
