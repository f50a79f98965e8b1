package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read a home once a bridge has taken it. */
class HomePermissionsTest {

    @TempDir
    Path folder;

    @Test
    void take_newHome_foldersAndFilesAreTheOwnersOnly() throws IOException {
        assumePosix();
        Home home = new Home(folder.resolve("state/lightning"));

        try (HomeLock lock = HomeLock.take(home)) {
            assertThat(lock).isNotNull();
            Home.write(home.portFile(), "8765\n");
            try (Stream<Path> paths = Files.walk(home.root())) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    assertThat(mode(path))
                            .as("%s", path)
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
                }
            }
        }
        assertThat(home.optimizations()).isDirectory();
        assertThat(home.metrics()).isDirectory();
        assertThat(home.logs()).isDirectory();
        assertThat(home.database()).as("the store makes it").doesNotExist();
        assertThat(home.portFile()).hasContent("8765");
    }

    @Test
    void take_looseHome_tightened() throws IOException {
        assumePosix();
        Home home = new Home(folder);
        Files.createDirectories(home.optimizations());
        Files.writeString(home.database(), "kept");
        Path wal = home.database().resolveSibling("traces.db-wal");
        Files.writeString(wal, "");
        Files.setPosixFilePermissions(home.database(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(wal, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        HomeLock.take(home).close();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(home.database())).isEqualTo("rw-------");
        assertThat(mode(wal)).isEqualTo("rw-------");
        assertThat(home.database()).hasContent("kept");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }
}
