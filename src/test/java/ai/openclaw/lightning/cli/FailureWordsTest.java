package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailureWordsTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(new ConfigException("bridge.port: too large"), "bridge.port: too large"),
                Arguments.of(new BridgeException(Kind.STORAGE_GONE, "a newer schema"), "a newer schema"),
                Arguments.of(
                        new BridgeException(Kind.STORAGE_GONE, "can't read it", new IOException("Is a directory")),
                        "can't read it (Is a directory)"),
                Arguments.of(
                        new BridgeException(Kind.DISK_FULL, "nothing was stored"), "the disk is full; free some space"),
                Arguments.of(new NoSuchFileException("/x"), "/x: it does not exist"),
                Arguments.of(new AccessDeniedException("/x"), "/x: permission denied"),
                Arguments.of(
                        new FileSystemException("/x", null, "No space left on device"),
                        "/x: No space left on device; free some space"),
                Arguments.of(new UncheckedIOException(new IOException("broken")), "broken"),
                Arguments.of(new ExecutionException(new SocketException("Permission denied")), "Permission denied"),
                Arguments.of(
                        new InvalidPathException("/J??rg", "unmappable"),
                        "this process's locale can't represent a path (/J??rg): set LC_ALL=C.UTF-8, or set"
                                + " LIGHTNING_HOME to a path in ASCII"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void of_known_isOneSentenceAndNothingIsKept(Throwable failure, String sentence) throws IOException {
        Files.createDirectory(folder.resolve("logs"));

        assertThat(FailureWords.of(failure, () -> new Home(folder))).isEqualTo(sentence);
        assertThat(folder.resolve("logs/failure.log")).doesNotExist();
    }

    @Test
    void of_unforeseen_keepsTheStackPrivatelyAndSaysWhere() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        Path report = folder.resolve("logs/failure.log");

        String sentence = FailureWords.of(new IllegalStateException("odd"), () -> new Home(folder));

        assertThat(sentence).isEqualTo("an unexpected error occurred; please report it and attach " + report);
        assertThat(report).content().contains("IllegalStateException: odd", "at ai.openclaw");
        assertThat(Files.getPosixFilePermissions(report)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void of_unforeseenThatCantBeKept_isStillOneSentence() throws IOException {
        Files.createDirectories(folder.resolve("logs/failure.log/in-the-way"));

        assertThat(FailureWords.of(new IllegalStateException("odd"), () -> new Home(folder)))
                .startsWith("an unexpected error occurred, and its report can't be written: ")
                .doesNotContain("\n", "IOException");
    }

    @Test
    void of_unforeseenWithoutAHome_keepsTheStackElsewhere() throws IOException {
        String sentence = FailureWords.of(new IllegalStateException("odd"), () -> {
            throw new InvalidPathException("x", "y");
        });

        Path report = Path.of(sentence.substring(sentence.lastIndexOf(' ') + 1));
        assertThat(report).content().contains("IllegalStateException: odd");
        Files.delete(report);
    }
}
