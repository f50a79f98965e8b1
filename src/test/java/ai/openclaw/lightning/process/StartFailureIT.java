package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that can't start says why in one sentence, without a stack, and with an exit code that is not 0. */
class StartFailureIT {

    private static final List<String> RUN = List.of(ChildBridge.LAUNCHER.toString(), "run", "--port", "0");

    @TempDir
    private Path folder;

    private void makeDatabase(String... statements) throws Exception {
        Path storage = Files.createDirectories(folder.resolve("storage"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + storage.resolve("traces.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void assertRefuses(ChildBridge bridge, String... words) throws Exception {
        assertRefuses(bridge, 1, words);
    }

    private static void assertRefuses(ChildBridge bridge, int exitCode, String... words) throws Exception {
        assertThat(bridge.awaitExit()).as(bridge.output()).isEqualTo(exitCode);
        List<String> lines = bridge.output().lines().toList();
        assertThat(lines).as(bridge.output()).hasSize(1);
        assertThat(lines.get(0)).startsWith("lightning: ").contains(words).doesNotContain("Exception", ".java");
    }

    @Test
    void start_newerSchema_isOneSentence() throws Exception {
        makeDatabase("CREATE TABLE traces (trace_id)", "PRAGMA user_version = 99");
        try (ChildBridge bridge = ChildBridge.launch(folder, RUN)) {
            assertRefuses(bridge, "newer OpenClaw Lightning", "schema 99", "LIGHTNING_HOME");
        }
    }

    @Test
    void start_databaseOfAnotherProgram_isOneSentence() throws Exception {
        makeDatabase("CREATE TABLE notes (id)", "INSERT INTO notes VALUES (1)");
        try (ChildBridge bridge = ChildBridge.launch(folder, RUN)) {
            assertRefuses(bridge, "another program", "move it away");
        }
    }

    @Test
    void start_folderInTheDatabasesPlace_isOneSentence() throws Exception {
        Files.createDirectories(folder.resolve("storage/traces.db"));
        try (ChildBridge bridge = ChildBridge.launch(folder, RUN)) {
            assertRefuses(bridge, "traces.db", "directory");
        }
    }

    @Test
    void start_addressOfAnotherMachine_isOneSentence() throws Exception {
        try (ChildBridge bridge = ChildBridge.launch(
                folder,
                Map.of("LIGHTNING_BRIDGE_API_KEY", "0123456789abcdef"),
                Stream.concat(RUN.stream(), Stream.of("--set", "bridge.host=192.0.2.1"))
                        .toList())) {
            assertRefuses(bridge, "assign requested address");
        }
    }

    @Test
    void start_pathThatIsNotAsciiWithoutALanguage_works() throws Exception {
        Map<String, String> noLanguage = Map.of("LC_ALL", "C", "LANG", "C");
        try (ChildBridge bridge = ChildBridge.start(folder.resolve("Jörg"), noLanguage)) {
            assertThat(bridge.terminate()).isZero();
        }
    }

    @Test
    void start_pathThatTheLocaleCantExpress_isOneSentence() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path jar = ChildBridge.LAUNCHER
                .resolveSibling("../lib/openclaw-lightning.jar")
                .normalize();
        try (ChildBridge bridge = ChildBridge.launch(
                folder,
                Map.of("LC_ALL", "C"),
                List.of(
                        java,
                        "-jar",
                        jar.toString(),
                        "run",
                        "--home",
                        folder.resolve("Jörg").toString()))) {
            assertRefuses(bridge, "locale", "LC_ALL=C.UTF-8");
        }
    }

    /** The exit code makes systemd try again, until there is room. */
    @Test
    void start_diskWithoutAFreeBlock_isOneSentence() throws Exception {
        assumeTrue(Tmpfs.isAvailable(), "needs `unshare -rm` with a tmpfs");
        try (ChildBridge bridge = onFullDisk("mkdir -p storage logs")) {
            assertRefuses(bridge, "No space left on device");
        }
    }

    @Test
    void start_homeThatRanBeforeOnADiskWithoutAFreeBlock_isOneSentence() throws Exception {
        assumeTrue(Tmpfs.isAvailable(), "needs `unshare -rm` with a tmpfs");
        String ranBefore = "{ \"$0\" run --port 0 >/dev/null 2>&1 & } && until [ -s bridge.port ]; do sleep 0.1; done"
                + " && kill $! && wait $!";
        try (ChildBridge bridge = onFullDisk(ranBefore)) {
            assertRefuses(bridge, "the disk is full; free some space");
        }
    }

    /** After that preparation in the home, which is a file system of its own, the disk is full. */
    private ChildBridge onFullDisk(String preparation) throws Exception {
        String script = "mount -t tmpfs -o size=24m tmpfs \"$LIGHTNING_HOME\" && cd \"$LIGHTNING_HOME\" && "
                + preparation + " && { cat /dev/zero > filler 2>/dev/null || exec \"$0\" run --port 0; }";
        return ChildBridge.launch(
                folder,
                List.of(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        script,
                        ChildBridge.LAUNCHER.toAbsolutePath().toString()));
    }

    @Test
    void start_portOfAnotherBridge_isOneSentence() throws Exception {
        try (ChildBridge first = ChildBridge.start(folder.resolve("first"));
                ChildBridge second = ChildBridge.launch(
                        folder.resolve("second"),
                        List.of(
                                RUN.get(0),
                                "run",
                                "--port",
                                Integer.toString(first.address().getPort())))) {
            assertRefuses(second, 5, "taken by another OpenClaw Lightning bridge", "--port");
        }
    }

    @Test
    void start_homeThatCantBeMade_isOneSentence() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        try (ChildBridge bridge = ChildBridge.launch(
                folder,
                List.of(RUN.get(0), "run", "--home", folder.resolve("file/home").toString()))) {
            assertRefuses(bridge, "can't be used");
        }
    }

    @Test
    void start_portFileThatCantBeWritten_isOneSentence() throws Exception {
        Files.createDirectories(folder.resolve("storage"));
        Files.createDirectories(folder.resolve("bridge.port/in-the-way"));
        try (ChildBridge bridge = ChildBridge.launch(folder, RUN)) {
            assertRefuses(bridge, "bridge.port", "folder");
        }
    }

    /** The lock of the home is gone with its file; the one on the database keeps the second bridge out. */
    @Test
    void start_lockFileDeletedWhileABridgeRuns_isOneSentenceAndTheFirstGoesOn() throws Exception {
        String call = "{\"session_key\":\"s\",\"tool_name\":\"t\",\"success\":true}";
        try (ChildBridge first = ChildBridge.start(folder)) {
            first.post("/tool/trace", call);
            first.json("/traces");
            Files.delete(folder.resolve("bridge.lock"));
            try (ChildBridge second = ChildBridge.launch(folder, RUN)) {
                assertRefuses(second, "traces.db", "another bridge writes this database", "lightning stop");
            }
            assertThat(run("cleanup", "--older-than", "1d")).contains("another bridge writes this database");
            assertThat(run("backup", folder.resolve("copy.db").toString())).doesNotContain("lightning: ");
            assertThat(folder.resolve("copy.db")).isNotEmptyFile();
            assertThat(first.post("/tool/trace", call.replace("\"s\"", "\"later\""))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(first.terminate()).isZero();
        }
        try (ChildBridge third = ChildBridge.start(folder)) {
            assertThat(third.json("/stats").get("total_traces").asInt()).isEqualTo(2);
        }
    }

    /** What a command says, be it an answer or a refusal. */
    private String run(String... words) throws Exception {
        List<String> command = Stream.concat(Stream.of(ChildBridge.LAUNCHER.toString()), Stream.of(words))
                .toList();
        try (ChildBridge process = ChildBridge.launch(folder, command)) {
            process.awaitExit();
            return process.output();
        }
    }

    @Test
    void crash_ofTheJvm_isReportedInTheHomesLogsAndNotInTheProgramsFolder() throws Exception {
        Path program = ChildBridge.LAUNCHER.getParent().getParent();
        ChildBridge.start(folder).close(); // its first start made the home
        for (int crash = 1; crash <= 2; crash++) {
            try (ChildBridge bridge = ChildBridge.start(folder)) {
                long pid = bridge.handle().pid();
                new ProcessBuilder("kill", "-SEGV", Long.toString(pid)).start().waitFor();
                Eventually.until(() -> !bridge.isAlive());
                assertThat(folder.resolve("logs/crash.log")).content().contains("SIGSEGV", "pid=" + pid);
            }
        }
        try (Stream<Path> files = Files.list(program)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().matches("hs_err.*|core.*|.*\\.hprof"));
        }
    }
}
