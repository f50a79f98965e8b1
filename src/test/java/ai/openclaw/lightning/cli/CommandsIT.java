package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the packaged program about the bridge as a process, and what its doctor finds on a real machine. */
class CommandsIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("lightning.dist", "target/lightning"))
            .toAbsolutePath()
            .resolve("bin/lightning");
    private static final int LIMIT_SECONDS = 120;
    private static final String KEY = "a-very-secret-key-0123456789";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void onlyWhereThereIsASh() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "bin/lightning needs a POSIX shell");
        home = folder.resolve("home");
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        lightning("stop");
    }

    private record Ended(int code, String out, String err) {}

    @Test
    void startStatusStop_inTheBackground_eachSaysWhatItDid() throws Exception {
        Ended start = lightning("start", "--port", "0");
        assertThat(start.code()).as(start.toString()).isZero();
        assertThat(start.out()).contains("running at http://127.0.0.1:", "log ", "logs/bridge.log");
        long pid = pid();

        assertThat(lightning("start").out()).startsWith("already running at http://127.0.0.1:");
        assertThat(lightning("start", "--port", "0").err()).contains("it keeps its old settings");
        assertThat(lightning("status").out()).startsWith("running, healthy");
        assertThat(lightning("stats").out()).contains("traces      0 in 0 sessions");
        assertThat(lightning("logs").code()).isZero();
        assertThat(pid()).isEqualTo(pid);
        assertThat(ProcessHandle.of(pid)).isPresent();

        Ended stop = lightning("stop");
        assertThat(stop.code()).as(stop.err()).isZero();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(home.resolve("storage/traces.db-wal")).doesNotExist();
        assertThat(lightning("stop").code()).isEqualTo(3);
        assertThat(lightning("status").code()).isEqualTo(3);
        assertThat(json(lightning("status", "--json")).path("running").asBoolean())
                .isFalse();
        assertThat(lightning("traces").code()).isEqualTo(3);
    }

    @Test
    void restart_otherSettings_newProcessWithThem() throws Exception {
        lightning("start", "--port", "0");
        long before = pid();
        Files.createDirectories(home);
        assertThat(lightning("key", "rotate").code()).isZero();

        Ended restart = lightning("restart", "--port", "0");

        assertThat(restart.code()).as(restart.toString()).isZero();
        assertThat(pid()).isNotEqualTo(before);
        assertThat(lightning("stats").code()).isZero(); // with the new key, which it now asks for
        String key = lightning("key", "show").out().strip();
        assertThat(key).hasSize(43);
        assertThat(lightning("doctor").out() + lightning("doctor", "--json").out())
                .doesNotContain(key);
    }

    @Test
    void start_portTaken_exit5SayingByWhom() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended start = lightning("start", "--port", String.valueOf(holder.getLocalPort()));

            assertThat(start.code()).as(start.toString()).isEqualTo(5);
            assertThat(start.err()).contains("port " + holder.getLocalPort() + " is taken");
        }
    }

    @Test
    void start_badSettings_exit2BeforeAnythingStarts() throws Exception {
        Ended start = lightning("start", "--set", "bridge.prot=1");

        assertThat(start.code()).isEqualTo(2);
        assertThat(start.err()).contains("did you mean bridge.port?");
        assertThat(home).doesNotExist();
    }

    @Test
    void doctor_damagedDatabaseUnknownKeyLooseModes_eachWithItsFixAndNoSecret() throws Exception {
        lightning("start", "--port", "0");
        lightning("stop");
        Path database = home.resolve("storage/traces.db");
        byte[] bytes = Files.readAllBytes(database);
        for (int i = 100; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Files.write(database, bytes);
        Path config = Files.writeString(
                home.resolve("config.json"), "{\"bridge\": {\"api_key\": \"" + KEY + "\", \"prot\": 1}}");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));

        Ended doctor = lightning("doctor");
        JsonNode document = json(lightning("doctor", "--json"));

        assertThat(doctor.code()).isEqualTo(4);
        assertThat(doctor.out())
                .containsPattern("FAIL  database .*traces.db")
                .contains("lightning restart", "bridge.prot: no such setting", "did you mean bridge.port?")
                .contains("chmod -R go-rwx '" + home + "'")
                .doesNotContain(KEY);
        assertThat(document.path("ok").asBoolean()).isFalse();
        assertThat(document.toString()).doesNotContain(KEY);
        assertThat(document.path("checks"))
                .filteredOn(check -> check.path("level").asText().equals("failure"))
                .extracting(check -> check.path("check").asText())
                .containsExactlyInAnyOrder("permissions", "database", "settings");
    }

    @Test
    void start_lockDeleted_secondBridgeIsRefusedAndTheFirstGoesOn() throws Exception {
        lightning("start", "--port", "0");
        long first = pid();
        Files.delete(home.resolve("bridge.lock"));
        try {
            Ended second = lightning("start", "--port", "0");

            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("another bridge writes this database");
            assertThat(ProcessHandle.of(first)).get().matches(ProcessHandle::isAlive);
        } finally {
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void doctor_javaTooOld_refusedWithWhatToInstall() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

        Ended doctor = run(List.of("env", "LIGHTNING_JAVA=" + java, LAUNCHER.toString(), "doctor"));

        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.err()).contains("is Java 11, too old: 17", "sudo apt install openjdk-17", "LIGHTNING_JAVA=");
    }

    @Test
    void commands_fromTheClassArchive_openNoLibrary() throws Exception {
        lightning("start", "--port", "0");
        for (String command : List.of("version", "status", "stats")) {
            Path used = folder.resolve("used-by-" + command);
            run(List.of("env", "LIGHTNING_JAVA_OPTS=-Xlog:class+init:file=" + used, LAUNCHER.toString(), command));
            assertThat(used).content().contains("picocli").doesNotContain("URLClassPath$JarLoader");
        }
    }

    /** Real file systems, in a mount namespace of their own. */
    @Test
    void doctor_smallNoexecReadOnlyDisks_found() throws Exception {
        assumeTrue(canMount(), "needs `unshare -rm` with a tmpfs");
        Files.createDirectories(home);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        String doctor = "LIGHTNING_JAVA_OPTS=-Djava.io.tmpdir=" + temporary + " LIGHTNING_HOME='" + home + "' '"
                + LAUNCHER + "' doctor";
        String mounts = String.format(
                Locale.ROOT,
                "mount -t tmpfs -o size=4m,mode=700,noexec tmpfs '%s' && mount -t tmpfs -o noexec tmpfs '%s'",
                home,
                temporary);

        Ended small = run(List.of("unshare", "-rm", "sh", "-c", mounts + " && " + doctor));
        Ended readOnly = run(List.of(
                "unshare", "-rm", "sh", "-c", mounts + " && mount -o remount,ro,noexec '" + home + "' && " + doctor));

        assertThat(small.code()).as(small.toString()).isEqualTo(4);
        assertThat(small.out())
                .containsPattern("FAIL  disk +the disk is full")
                .containsPattern("FAIL  library .*both mounted noexec")
                .contains("lightning cleanup", "-Dorg.sqlite.tmpdir=");
        assertThat(readOnly.code()).isEqualTo(4);
        assertThat(readOnly.out()).containsPattern("FAIL  home .*read-only").contains("mount -o remount,rw '" + home);
    }

    private static boolean canMount() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt").start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private long pid() throws Exception {
        return json(lightning("status", "--json")).path("pid").asLong();
    }

    private static JsonNode json(Ended ended) throws IOException {
        JsonNode document = TestJson.MAPPER.readTree(ended.out());
        assertThat(document.path("schema_version").asInt()).as(ended.toString()).isEqualTo(1);
        return document;
    }

    private Ended lightning(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ended run(List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(err.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LIGHTNING_"));
        builder.environment().put("LIGHTNING_HOME", home.toString());
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
