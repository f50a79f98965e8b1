package ai.openclaw.lightning.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.doctor.CheckResult.Level;
import ai.openclaw.lightning.doctor.Machine.BridgeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    private static final long NOW = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void prepareHome() throws IOException {
        home = new Home(folder.resolve("home"));
        HomeLock.take(home).close();
        Home.makeFile(home.database());
    }

    @Test
    void all_soundHome_nothingToFix() throws IOException {
        Files.setLastModifiedTime(home.database(), FileTime.fromMillis(NOW));

        assertThat(new HomeChecks(home, machine()).all()).allMatch(result -> result.level() == Level.OK);
        assertThat(new MachineChecks(home, machine()).all(Optional.empty(), Config.defaults()))
                .allMatch(result -> result.level() == Level.OK && result.fix() == null);
    }

    @Test
    void all_otherStore_saysNothingAboutTheLibraryOfSqlite() {
        Config config = Config.of(Map.of("storage.type", "postgres"));

        assertThat(new MachineChecks(home, machine()).all(Optional.empty(), config))
                .extracting(CheckResult::check)
                .doesNotContain("library");
    }

    @Test
    void classArchive_noneFits_warnsThatAStartIsSlow() {
        assertThat(MachineChecks.classArchive("", false).level()).isEqualTo(Level.WARNING);
        assertThat(MachineChecks.classArchive("", false).fix()).isEqualTo("lightning start");
        assertThat(MachineChecks.classArchive("", true).fix())
                .as("it is running already")
                .contains("wait")
                .doesNotContain("start");
        assertThat(MachineChecks.classArchive("/home/cache/classes-25.jsa", false)
                        .detail())
                .endsWith("classes-25.jsa");
        assertThat(MachineChecks.classArchive(null, false).level()).isEqualTo(Level.OK);
    }

    @Test
    void home_readOnlyFileSystem_saysHowToRemount() {
        Machine machine = machine("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 " + folder + " ext4 ro,relatime 0 0\n");

        CheckResult result = new HomeChecks(home, machine).home();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains("read-only");
        assertThat(result.fix()).contains("mount -o remount,rw '" + folder + "'", "LIGHTNING_HOME");
    }

    @Test
    void permissions_databaseOthersMayRead_chmod() throws IOException {
        assumePosix();
        Files.setPosixFilePermissions(home.database(), PosixFilePermissions.fromString("rw-r--r--"));

        CheckResult result = new HomeChecks(home, machine()).permissions();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains(home.database().toString());
        assertThat(result.fix()).isEqualTo("chmod -R go-rwx '" + home.root() + "'");
    }

    @Test
    void permissions_anothersFiles_chown() {
        assumePosix();
        Machine stranger = new Machine(NOW, "", folder, path -> GIB, List::of, "somebody-else");

        CheckResult result = new HomeChecks(home, stranger).permissions();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.fix()).isEqualTo("sudo chown -R somebody-else '" + home.root() + "'");
    }

    @Test
    void disk_full_cleanup() {
        Machine full = new Machine(NOW, "", folder, path -> 1L << 20, List::of, user());

        CheckResult result = new HomeChecks(home, full).disk();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains("full", "1 MiB");
        assertThat(result.fix()).contains("lightning cleanup");
    }

    @Test
    void clock_beforeTheProgramWasWritten_setIt() {
        Machine past = new Machine(0, "", folder, path -> GIB, List::of, user());

        CheckResult result = new MachineChecks(home, past).clock();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains("1970");
        assertThat(result.fix()).contains("timedatectl");
    }

    @Test
    void clock_databaseFromTheFuture_setIt() throws IOException {
        Files.setLastModifiedTime(home.database(), FileTime.fromMillis(NOW + 86_400_000));

        CheckResult result = new MachineChecks(home, machine()).clock();

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains("2026-11-23", "traces.db");
    }

    @Test
    void library_temporaryFolderNoexec_failsOnlyWhenTheCacheIsToo() {
        String temporary = "tmpfs " + folder.resolve("tmp") + " tmpfs rw,noexec 0 0\n";
        String cache = "tmpfs " + home.root() + " tmpfs rw,nosuid,noexec 0 0\n";

        assertThat(library(temporary).level()).isEqualTo(Level.OK);
        assertThat(library(temporary).detail()).contains("noexec");
        assertThat(library(cache).level()).isEqualTo(Level.WARNING);
        assertThat(library(temporary + cache).level()).isEqualTo(Level.FAILURE);
        assertThat(library(temporary + cache).fix()).contains("LIGHTNING_JAVA_OPTS=-Dorg.sqlite.tmpdir=");
    }

    private CheckResult library(String mounts) {
        return new MachineChecks(home, machine(mounts)).library();
    }

    @Test
    void daemons_secondOnThisHome_killIt() {
        CheckResult result = daemons(List.of(
                new BridgeProcess(11, home.root().toString()),
                new BridgeProcess(12, home.root().toString())));

        assertThat(result.level()).isEqualTo(Level.FAILURE);
        assertThat(result.detail()).contains("11, 12", "bridge.lock was deleted");
        assertThat(result.fix()).startsWith("kill 12;");
    }

    @Test
    void daemons_oneOnAnotherHome_warnsWithItsHome() {
        CheckResult result =
                daemons(List.of(new BridgeProcess(11, home.root().toString()), new BridgeProcess(12, "/other")));

        assertThat(result.level()).isEqualTo(Level.WARNING);
        assertThat(result.fix()).isEqualTo("lightning stop --home '/other'");
    }

    private CheckResult daemons(List<BridgeProcess> running) {
        Machine machine = new Machine(NOW, "", folder, path -> GIB, () -> running, user());
        return new MachineChecks(home, machine).daemons(Optional.of(new HomeLock.Holder(11, "http://127.0.0.1:1")));
    }

    @Test
    void port_foreignProgram_namedWithAnotherPort() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = holder.getLocalPort();
            Config config = Config.of(Map.of("bridge.port", String.valueOf(port)));

            CheckResult result = BridgeChecks.port(config, Optional.empty());

            assertThat(result.level()).isEqualTo(Level.FAILURE);
            assertThat(result.detail()).contains("port " + port + " is taken by another program");
            assertThat(result.fix()).startsWith("lightning start --port ");
        }
    }

    @Test
    void port_bridgeOfThisHomeIsAtAnother_saysWhere() {
        CheckResult result =
                BridgeChecks.port(Config.defaults(), Optional.of(new HomeLock.Holder(11, "http://127.0.0.1:18765")));

        assertThat(result.level()).isEqualTo(Level.OK);
        assertThat(result.detail())
                .isEqualTo("the bridge of this home is at http://127.0.0.1:18765; bridge.port is 8765");
    }

    private Machine machine() {
        return machine("");
    }

    private Machine machine(String mounts) {
        return new Machine(NOW, mounts, folder.resolve("tmp"), path -> GIB, List::of, user());
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    private void assumePosix() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }
}
