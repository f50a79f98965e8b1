package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.disk.FaultyDisk;
import ai.openclaw.lightning.disk.FaultyDisk.Failure;
import ai.openclaw.lightning.disk.FaultyDisk.Fault;
import ai.openclaw.lightning.disk.FaultyDisk.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A disk that fails in one way: the health says in which while it does, and everything answered is there afterwards. */
@Execution(ExecutionMode.CONCURRENT)
class DiskFaultsIT {

    /** More than the log holds when it is first copied. */
    private static final long LOG_BYTES = 26 << 20;

    private static final Duration FILL_MAX = Duration.ofSeconds(60);
    private static final Duration NOTICED_MAX = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @BeforeAll
    static void onlyWhereThereIsACompiler() throws InterruptedException {
        assumeTrue(FaultyDisk.isAvailable(), "the faulty disk needs Linux and gcc");
    }

    @Test
    void syncOfTheDatabaseFails_isUnhealthyUntilItWorksAndLosesNothing() throws Exception {
        fails(File.DATABASE, Fault.SYNC, "the disk refused to keep what was written");
    }

    @Test
    void syncOfTheLogFails_isUnhealthyUntilItWorksAndLosesNothing() throws Exception {
        fails(File.LOG, Fault.SYNC, "the disk refused to keep what was written");
    }

    @Test
    void writesToTheDatabaseFail_isUnhealthyUntilTheyWorkAndLosesNothing() throws Exception {
        fails(File.DATABASE, Fault.WRITE, "can't be copied into the database");
    }

    private void fails(File file, Fault fault, String said) throws Exception {
        Path home = folder.resolve("home");
        Path database = Files.createDirectories(home.resolve("storage")).resolve("traces.db");
        try (FaultyDisk disk = FaultyDisk.under(database, folder.resolve("disk"), 1);
                ChildBridge bridge = ChildBridge.start(home, disk.environment());
                BatchLoad load = new BatchLoad(bridge, 4, Duration.ZERO)) {
            disk.fail(file, fault, Failure.EIO);
            Path log = Path.of(database + "-wal");
            Eventually.until(
                    FILL_MAX,
                    bridge::output,
                    () -> Files.size(log) > LOG_BYTES || bridge.get("/health").statusCode() == 503);
            Eventually.until(NOTICED_MAX, bridge::output, () -> {
                var health = bridge.get("/health");
                return health.statusCode() == 503 && health.body().contains(said);
            });
            disk.heal();
            Eventually.until(
                    NOTICED_MAX, bridge::output, () -> bridge.get("/health").statusCode() == 200);
            Map<String, Long> answered = load.stop();
            assertThat(bridge.terminate()).isZero();

            StoredCalls stored = StoredCalls.of(database);
            assertThat(stored.integrity()).isEqualTo("ok");
            assertThat(answered).as(bridge.output()).isNotEmpty();
            assertThat(stored.calls()).containsAll(answered.keySet());
        }
    }

    @Test
    void readsFail_isUnhealthyUntilTheyWork() throws Exception {
        Path home = folder.resolve("home");
        Path database = Files.createDirectories(home.resolve("storage")).resolve("traces.db");
        String call = "{\"session_key\":\"s\",\"tool_name\":\"exec\"}";
        try (FaultyDisk disk = FaultyDisk.under(database, folder.resolve("disk"), 1)) {
            try (ChildBridge bridge = ChildBridge.start(home, disk.environment())) {
                assertThat(bridge.post("/tool/trace", call).statusCode()).isEqualTo(200);
                assertThat(bridge.terminate()).isZero(); // so that it is in the database, and not in the log
            }
            try (ChildBridge bridge = ChildBridge.start(home, disk.environment())) {
                disk.fail(File.DATABASE, Fault.READ, Failure.EIO);
                assertThat(bridge.get("/traces").statusCode()).isEqualTo(503);
                assertThat(bridge.get("/health").statusCode()).isEqualTo(503);
                // SQLite itself takes some refused reads for damage.
                assertThat(bridge.get("/health").body()).containsAnyOf("can't be read", "damaged");
                disk.heal();
                Eventually.until(
                        NOTICED_MAX, bridge::output, () -> bridge.get("/health").statusCode() == 200);
                assertThat(bridge.get("/traces").statusCode()).isEqualTo(200);
                try (Stream<Path> files = Files.list(database.getParent())) {
                    assertThat(files)
                            .as("nothing is wrong with the file, and nothing is set aside")
                            .noneMatch(file -> file.toString().contains("damaged"));
                }
            }
        }
    }
}
