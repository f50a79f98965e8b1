package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.disk.DiskReplay;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes while the disk does what disks do: what was answered is there afterwards, up to the bound that the
 * documentation states, and no database is malformed. One run of the bridge is recorded and the power cut at many places
 * of the record. {@code load-tests/power.sh} does the same at length, with more kinds of disks.
 */
class PowerCutIT {

    private static final int CUTS = Integer.getInteger("power.cuts", 20);
    private static final long SEED = Long.getLong("power.seed", 1);
    private static final long RECORD_BYTES = Integer.getInteger("power.megabytes", 70) * 1_000_000L;

    /** What {@code normal} may lose: a second, and here what a busy machine may add to it. */
    private static final Duration NORMAL_BOUND = Duration.ofMillis(Integer.getInteger("power.bound.ms", 3_000));

    private static final Duration RECORDING_MAX = Duration.ofMinutes(3);

    /** Long enough for a loss without a bound to show. */
    private static final Duration QUIET_RECORDING = NORMAL_BOUND.multipliedBy(3);

    /** A start of the bridge takes as long as several looks by SQLite alone. */
    private static final int STARTS_EACH = 20;

    private static final int CLIENTS = 8;
    private static final int SYNC_US_MAX = 4_000;

    @TempDir
    private Path folder;

    /** How the disk is. */
    enum Disk {
        SOUND,
        REFUSES_WRITE_BACK,
        REFUSES_WRITE_BACK_OF_THE_LOG,
        WRITES_SHORT,
        FAILS_TO_WRITE,
        IS_FULL_AT_TIMES;

        void make(FaultyDisk disk) {
            switch (this) {
                case SOUND -> disk.heal();
                case REFUSES_WRITE_BACK -> {
                    disk.fail(File.DATABASE, Fault.WRITE_BACK, Failure.EIO, 5_000, 2);
                    disk.fail(File.DATABASE, Fault.SYNC, Failure.EIO, 2, 2);
                }
                case REFUSES_WRITE_BACK_OF_THE_LOG -> {
                    disk.fail(File.LOG, Fault.WRITE_BACK, Failure.EIO, 10_000, 2);
                    disk.fail(File.LOG, Fault.SYNC, Failure.EIO, 4, 2);
                }
                case WRITES_SHORT -> {
                    disk.fail(File.DATABASE, Fault.WRITE, Failure.SHORT, 50, -1);
                    disk.fail(File.LOG, Fault.WRITE, Failure.SHORT, 50, -1);
                }
                case FAILS_TO_WRITE -> {
                    disk.fail(File.DATABASE, Fault.WRITE, Failure.EIO, 5_000, -1);
                    disk.fail(File.LOG, Fault.WRITE, Failure.EIO, 10_000, -1);
                    disk.fail(File.DATABASE, Fault.TRUNCATE, Failure.EIO, 2, -1);
                }
                case IS_FULL_AT_TIMES -> {
                    disk.fail(File.DATABASE, Fault.WRITE, Failure.ENOSPC, 5_000, -1);
                    disk.fail(File.LOG, Fault.WRITE, Failure.ENOSPC, 10_000, -1);
                }
            }
        }
    }

    @BeforeAll
    static void onlyWhereThereIsACompiler() throws InterruptedException {
        assumeTrue(FaultyDisk.isAvailable(), "the faulty disk needs Linux and gcc");
    }

    /** All of them at length, and in everyday runs the one that is always there and the one that took databases. */
    static Stream<Disk> disks() {
        return CUTS > 20 ? Stream.of(Disk.values()) : Stream.of(Disk.SOUND, Disk.REFUSES_WRITE_BACK);
    }

    @ParameterizedTest
    @MethodSource("disks")
    void powerCut_durabilityFull_losesNothingAnswered(Disk disk) throws Exception {
        run(disk, "full", Duration.ZERO, Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource("disks")
    void powerCut_durabilityNormal_losesNoMoreThanTheBound(Disk disk) throws Exception {
        run(disk, "normal", NORMAL_BOUND, Duration.ZERO);
    }

    /** Too little is written for the log to be copied, which would bring it to the disk too. */
    @Test
    void powerCut_durabilityNormalAndFewWrites_losesNoMoreThanTheBound() throws Exception {
        run(Disk.SOUND, "normal", NORMAL_BOUND, Duration.ofMillis(200));
    }

    private void run(Disk kind, String durability, Duration bound, Duration pause) throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("storage"));
        try (FaultyDisk disk = FaultyDisk.under(home.resolve("storage/traces.db"), folder.resolve("disk"), SEED)) {
            disk.syncTakesUpTo(SYNC_US_MAX);
            Findings findings =
                    new Findings(kind + ", " + durability, record(disk, kind, home, durability, pause), bound);
            Path cutHome = folder.resolve("cut");
            Path database = Files.createDirectories(cutHome.resolve("storage")).resolve("traces.db");
            int refusals;
            try (DiskReplay replay = DiskReplay.of(disk.record(), CUTS, SEED)) {
                for (long nanos = replay.next(database); nanos != DiskReplay.END; nanos = replay.next(database)) {
                    findings.check(database, nanos);
                    if (replay.count() % STARTS_EACH == 0) {
                        startOn(cutHome, findings);
                        findings.check(database, nanos);
                    }
                }
                refusals = replay.refusals();
            }
            findings.conclude(refusals);
        }
    }

    private static Map<String, Long> record(FaultyDisk disk, Disk kind, Path home, String durability, Duration pause)
            throws Exception {
        try (ChildBridge bridge =
                        ChildBridge.start(home, disk.environment(), "--set", "storage.durability=" + durability);
                BatchLoad load = new BatchLoad(bridge, CLIENTS, pause)) {
            kind.make(disk);
            long limit = System.nanoTime() + (pause.isZero() ? RECORDING_MAX : QUIET_RECORDING).toNanos();
            Eventually.until(
                    RECORDING_MAX.plusMinutes(1),
                    bridge::output,
                    () -> Files.size(disk.record()) >= RECORD_BYTES || System.nanoTime() > limit || !bridge.isAlive());
            assertThat(bridge.isAlive()).as(bridge.output()).isTrue();
            bridge.kill();
            Map<String, Long> answered = load.stop();
            assertThat(answered).as(bridge.output()).hasSizeGreaterThan(500);
            return answered;
        }
    }

    /** What the bridge itself makes of it: it starts, is healthy, and takes more. */
    private static void startOn(Path home, Findings findings) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            findings.started(bridge.json("/health").path("checks").path("storage"));
            assertThat(bridge.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"exec\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.terminate()).isZero();
        }
    }
}
