package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import ai.openclaw.lightning.storage.sqlite.file.LeftNote;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the whole open database once after each start, in the background: whether its bytes are those that were
 * left, then SQLite's whole check. It goes on in short steps and rests longer after each, on a connection that takes no
 * lock. What it finds makes the database suspect; opening it again is the cure.
 */
final class IdleCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IdleCheck.class);

    /** The start itself has enough to do. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    /** After a look that was worth nothing because the file was written to meanwhile. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final long STEP_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(4);

    /** How many times as long as a step took it rests: so it takes a third of one core, and no write waits for long. */
    private static final long REST = 2;

    private final DatabaseFile file;
    private final Optional<LeftNote> left;
    private final WriterConnections open;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "lightning-idle-check");

    private long stepBegan;
    private volatile String notice;

    /** Begins by itself, a moment later. */
    IdleCheck(PreparedFile prepared, WriterConnections open) {
        this.file = prepared.file();
        this.left = prepared.uncompared();
        this.open = open;
        thread.setDaemon(true);
        thread.start();
    }

    /** What a person should know, in one sentence. */
    Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    private void run() {
        try {
            if (waits(FIRST) && left.isPresent()) {
                compare(left.get());
            }
            while (stopping.getCount() > 0 && !looked()) {
                waits(AGAIN);
            }
        } catch (IOException | SQLException | RuntimeException failure) {
            LOG.warn("{} can't be checked in the background: {}", file.path(), failure.getMessage());
        }
    }

    private void compare(LeftNote note) throws IOException {
        stepBegan = System.nanoTime();
        // Whatever is written to the file also makes it look younger; then nothing can be said.
        if (note.differsFrom(open.descriptor(), this::rest) && note.looksLike(file.path())) {
            notice = Recovery.changedUnseen(file.path());
            LOG.error("{}{}; the bridge checks it in the background", file.path(), Integrity.CHANGED);
        }
    }

    /** Whether there is nothing more to look for: all was looked at, or it is to be opened again. */
    private boolean looked() throws SQLException, IOException {
        long began = System.nanoTime();
        stepBegan = began;
        Object before = Files.getLastModifiedTime(file.path());
        List<String> findings = findingsBeside();
        if (findings == null) {
            return true;
        }
        if (!findings.isEmpty() && !Files.getLastModifiedTime(file.path()).equals(before)) {
            return false;
        }
        if (!findings.isEmpty()) {
            findings = findings();
        }
        if (findings.isEmpty()) {
            LOG.info("{} is sound: the background check took {} s", file.path(), seconds(began));
        } else {
            LOG.error("{}: the background check found: {}", file.path(), findings.get(0));
            open.suspectDamage(findings.get(0));
        }
        return true;
    }

    private List<String> findingsBeside() throws SQLException {
        try {
            return Integrity.allBeside(file.path(), this::rest);
        } catch (SQLException failure) {
            return found(failure);
        }
    }

    /** With the log and in one read: only that is proof. */
    private List<String> findings() throws SQLException {
        try {
            return Integrity.all(file.path());
        } catch (SQLException failure) {
            return found(failure);
        }
    }

    private static List<String> found(SQLException failure) throws SQLException {
        if (!Recovery.isDamage(failure)) {
            throw failure;
        }
        return List.of(String.valueOf(failure.getMessage()));
    }

    private boolean rest() {
        long worked = System.nanoTime() - stepBegan;
        if (worked < STEP_NANOSECONDS) {
            return true;
        }
        boolean goesOn = waits(Duration.ofNanos(REST * worked));
        stepBegan = System.nanoTime();
        return goesOn;
    }

    /** Whether that time went by without an end. */
    private boolean waits(Duration time) {
        try {
            return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long seconds(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    /** Waits for the step under way. */
    void end() throws InterruptedException {
        stopping.countDown();
        thread.join();
    }
}
