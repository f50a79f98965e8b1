package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void locate_eachPlace_inOrder() {
        Map<String, String> both = Map.of("LIGHTNING_HOME", "/a", "OPENCLAW_STATE_DIR", "/b");

        assertThat(Home.locate("/c", both).root()).isEqualTo(Path.of("/c").toAbsolutePath());
        assertThat(Home.locate(null, both).root()).isEqualTo(Path.of("/a").toAbsolutePath());
        assertThat(Home.locate(null, Map.of("OPENCLAW_STATE_DIR", "/b")).root())
                .isEqualTo(Path.of("/b/lightning").toAbsolutePath());
        assertThat(Home.locate(null, Map.of("LIGHTNING_HOME", " ")).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".openclaw", "lightning"));
        if (File.separatorChar == '/') {
            assertThat(Home.locate(null, Map.of("HOME", "/people/me")).root())
                    .isEqualTo(Path.of("/people/me/.openclaw/lightning"));
        }
    }

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

    @Test
    void take_foldersOfSomethingElse_refusedAndLeftAlone() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.tex"), "");

        assertThatThrownBy(() -> HomeLock.take(new Home(folder)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not a home of OpenClaw Lightning");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(thesis);
        }
    }

    @Test
    void take_second_refusedWithPidUntilTheFirstCloses() throws IOException {
        Home home = new Home(folder);
        HomeLock first = HomeLock.take(home);

        assertThatThrownBy(() -> HomeLock.take(home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another bridge is running")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        first.close();
        HomeLock.take(home).close();
    }

    @Test
    void holder_eachState_saysWhoAndWhere() throws IOException {
        Home home = new Home(folder);
        assertThat(HomeLock.holder(home)).isEmpty();
        long pid = ProcessHandle.current().pid();
        try (HomeLock lock = HomeLock.take(home)) {
            assertThat(HomeLock.holder(home)).contains(new HomeLock.Holder(pid, null));
            lock.publish("http://127.0.0.1:8765");
            assertThat(HomeLock.holder(home)).contains(new HomeLock.Holder(pid, "http://127.0.0.1:8765"));
        }
        assertThat(HomeLock.holder(home)).isEmpty(); // though the file still names it
    }

    @Test
    void take_homeIsAFile_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> HomeLock.take(new Home(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("can't be used");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }
}
