package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.doctor.Machine.BridgeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the clock, folders mounted noexec, and other running bridges. */
public final class MachineChecks {

    /** This program did not exist before that time. */
    private static final Instant PROGRAM_WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    /** A clock that is being corrected may step back a little. */
    private static final long CLOCK_TOLERANCE_MS = 300_000;

    private final Home home;
    private final Machine machine;

    public MachineChecks(Home home, Machine machine) {
        this.home = home;
        this.machine = machine;
    }

    /** {@code holder} is the bridge that holds the home, {@code config} its settings. */
    public List<CheckResult> all(Optional<HomeLock.Holder> holder, Config config) {
        boolean sqlite = config.get(StorageSection.TYPE).equals(StorageSection.SQLITE);
        return sqlite ? List.of(clock(), library(), daemons(holder)) : List.of(clock(), daemons(holder));
    }

    /**
     * The class archive, which halves the time of a start.
     *
     * @param archive with which the launcher starts a bridge: empty without one, null where it takes none
     * @param running whether a bridge is
     */
    public static CheckResult classArchive(String archive, boolean running) {
        if (archive == null) {
            return CheckResult.ok("start", "this launcher uses no class archive");
        }
        return archive.isEmpty()
                ? CheckResult.warning(
                        "start",
                        "a bridge takes twice as long to start, because no class archive fits this Java; a running"
                                + " bridge makes one within a minute",
                        running ? "wait a minute; if this stays, lightning logs says why" : "lightning start")
                : CheckResult.ok("start", "with the class archive " + archive);
    }

    CheckResult clock() {
        Instant now = Instant.ofEpochMilli(machine.nowMs());
        String fix = "sudo timedatectl set-ntp true, or set the clock by hand: sudo date -s '2026-11-22 12:00'";
        if (now.isBefore(PROGRAM_WRITTEN)) {
            return CheckResult.failure("clock", "the clock is in the past: it says " + now, fix);
        }
        for (Path file :
                List.of(home.database(), Path.of(home.database() + "-wal"), home.logFile(), home.configFile())) {
            Instant written = modified(file);
            if (written.toEpochMilli() > machine.nowMs() + CLOCK_TOLERANCE_MS) {
                return CheckResult.failure(
                        "clock",
                        "the clock is in the past: it says " + now + ", but " + file + " was written at " + written,
                        fix);
            }
        }
        return CheckResult.ok("clock", now.toString());
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // not there
        }
    }

    /** The library is unpacked to the home's cache. By default the driver uses the folder for temporary files. */
    CheckResult library() {
        Mounts mounts = Mounts.of(machine.mounts());
        boolean cache = isNoexec(mounts, home.cache());
        boolean temporary = isNoexec(mounts, machine.temporary());
        String name = "library";
        if (cache && temporary) {
            return CheckResult.failure(
                    name,
                    "SQLite's library can't be loaded: " + home.cache() + " and " + machine.temporary()
                            + " are both mounted noexec",
                    "export LIGHTNING_JAVA_OPTS=-Dorg.sqlite.tmpdir=/a/folder/without/noexec, or: export"
                            + " LIGHTNING_HOME=/a/folder/elsewhere");
        } else if (cache) {
            return CheckResult.warning(
                    name,
                    home.cache() + " is mounted noexec, so SQLite's library is unpacked to " + machine.temporary()
                            + " at each start",
                    "export LIGHTNING_HOME=/a/folder/without/noexec");
        } else if (temporary) {
            return CheckResult.ok(
                    name, machine.temporary() + " is mounted noexec, but SQLite's library is in " + home.cache());
        }
        return CheckResult.ok(
                name,
                Files.isDirectory(home.cache())
                        ? "SQLite's library is in " + home.cache()
                        : "the first start puts SQLite's library in " + home.cache());
    }

    private static boolean isNoexec(Mounts mounts, Path folder) {
        return mounts.holding(folder).map(mount -> mount.has("noexec")).orElse(false);
    }

    CheckResult daemons(Optional<HomeLock.Holder> holder) {
        List<BridgeProcess> bridges = machine.bridges().get();
        long own = holder.map(HomeLock.Holder::pid).orElse(0L);
        List<BridgeProcess> others =
                bridges.stream().filter(bridge -> bridge.pid() != own).toList();
        if (others.isEmpty()) {
            return CheckResult.ok(
                    "daemons",
                    holder.isEmpty() && bridges.isEmpty()
                            ? "no bridge is running"
                            : "one bridge is running, on this home");
        }
        List<BridgeProcess> onThisHome =
                others.stream().filter(this::isOnThisHome).toList();
        if (!onThisHome.isEmpty()) {
            return CheckResult.failure(
                    "daemons",
                    "more than one bridge runs on this home, because its bridge.lock was deleted: processes "
                            + bridges.stream()
                                    .filter(bridge -> bridge.pid() == own || isOnThisHome(bridge))
                                    .map(bridge -> String.valueOf(bridge.pid()))
                                    .collect(Collectors.joining(", ")),
                    onThisHome.stream().map(other -> "kill " + other.pid()).collect(Collectors.joining("; "))
                            + "; lightning restart");
        }
        return CheckResult.warning(
                "daemons",
                "another bridge is running: "
                        + others.stream().map(MachineChecks::named).collect(Collectors.joining(", "))
                        + "; clients send to only one of them",
                others.stream().map(MachineChecks::stop).collect(Collectors.joining("; ")));
    }

    private static String stop(BridgeProcess other) {
        return other.home() == null
                ? "ps -fp " + other.pid() + "; kill " + other.pid()
                : "lightning stop --home '" + other.home() + "'";
    }

    private boolean isOnThisHome(BridgeProcess other) {
        return other.home() != null && home.root().equals(Path.of(other.home()));
    }

    private static String named(BridgeProcess bridge) {
        return "process " + bridge.pid() + (bridge.home() == null ? "" : " on " + bridge.home());
    }
}
