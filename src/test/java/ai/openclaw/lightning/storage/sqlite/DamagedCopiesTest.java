package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies of a database that was closed in good order, damaged at random: each is found and told within a minute of its
 * start, and the calls are salvaged, or the damaged file is kept as it is and named. {@code load-tests/damage.sh} runs
 * many more copies than the build does, by the property {@code damage.copies}.
 */
final class DamagedCopiesTest {

    private static final int COPIES = Integer.getInteger("damage.copies", 20);
    private static final int PAGE = 1_024;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder;

    private static Path whole;
    private static Set<String> calls;

    private enum Damage {
        ZEROED_PAGES,
        RANDOM_SECTORS,
        SINGLE_BITS,
        CUT
    }

    /** Of one kind of damage. */
    private static final class Tally {
        private int copies;
        private int salvaged;
        private int reindexed;
        private int named;
        private double share;
        private double worst = 1;
        private long slowestMs;
    }

    private final Map<Damage, Tally> tallies = new EnumMap<>(Damage.class);

    @BeforeAll
    static void fill() throws Exception {
        whole = folder.resolve("whole/traces.db");
        SqliteStore store = open(whole);
        for (int i = 0; i < 600; i++) {
            trace(String.format(Locale.ROOT, "%032x", 0x1000 + i))
                    .ended(i % 3 == 0)
                    .text("message " + i + " " + "word ".repeat(i % 7 * 50), "{\"n\":" + i + "}", null)
                    .call("c1", "grep", 1_700_000_000_100L + i)
                    .call("c2", "tool" + i % 5, 1_700_000_000_200L + i, i % 2 == 0 ? "Error: no" : null, null)
                    .reward("r", i % 4 == 0 ? null : 0.5, 1_700_000_000_300L + i)
                    .in(store);
        }
        store.close();
        calls = calls(whole);
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private static SqliteStore open(Path database) {
        SqliteStore store = new SqliteStore(VERTX, new SqliteSettings(database, false, 5_000));
        store.open();
        return store;
    }

    @Test
    void copies_damagedAfterACleanStop_areFoundToldAndSalvaged() throws Exception {
        for (int seed = 0; seed < COPIES; seed++) {
            start(seed, Damage.values()[seed % Damage.values().length]);
        }
        Files.writeString(Path.of("target", "damage.md"), table());
        tallies.forEach((damage, tally) -> {
            if (damage != Damage.CUT) { // what was cut off is nowhere
                assertThat(tally.share / tally.copies).as(damage + ": calls").isGreaterThan(0.96);
            }
        });
    }

    private void start(int seed, Damage damage) throws Exception {
        String failing = damage + ", seed " + seed;
        Path copy = folder.resolve("copy" + seed + "/traces.db");
        copyOf(whole, copy);
        damage(copy, damage, new Random(seed));
        byte[] damaged = Files.readAllBytes(copy);
        long began = System.nanoTime();
        SqliteStore store = open(copy);
        try {
            Eventually.until(MINUTE, () -> failing + ": not found", () -> isTold(store));
            long ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
            String notice = store.writer().info().notice();
            count(damage, ms, notice, copy, failing);
            if (notice.contains("salvaged")) {
                assertThat(kept(copy)).as(failing).isEqualTo(damaged);
            }
            assertThat(Integrity.all(copy)).as(failing).isEmpty();
        } finally {
            store.close();
        }
    }

    /** As the writer does: what was met is mended at once. */
    private static boolean isTold(SqliteStore store) {
        if (store.writer().damage().isPresent()) {
            store.writer().reopen();
        }
        return store.writer().info().notice() != null;
    }

    private void count(Damage damage, long ms, String notice, Path copy, String failing) throws SQLException {
        Set<String> left = calls(copy);
        left.retainAll(calls);
        double share = left.size() / (double) calls.size();
        Tally tally = tallies.computeIfAbsent(damage, kind -> new Tally());
        tally.copies++;
        tally.salvaged += notice.contains("salvaged") ? 1 : 0;
        tally.reindexed += notice.contains("rebuilt") ? 1 : 0;
        tally.named += notice.contains("content changed") ? 1 : 0;
        tally.share += share;
        tally.worst = Math.min(tally.worst, share);
        tally.slowestMs = Math.max(tally.slowestMs, ms);
        assertThat(notice).as(failing).containsPattern("salvaged|rebuilt|content changed");
    }

    private String table() {
        StringBuilder table = new StringBuilder("| damage | copies | salvaged | indexes rebuilt | changed text told |"
                + " calls kept | worst copy | slowest |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        tallies.forEach((damage, tally) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.2f %% | %.2f %% | %d ms |%n",
                damage.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                tally.copies,
                tally.salvaged,
                tally.reindexed,
                tally.named,
                100 * tally.share / tally.copies,
                100 * tally.worst,
                tally.slowestMs)));
        return table.toString();
    }

    /** All columns of each call, so that a changed one does not count. */
    private static Set<String> calls(Path database) throws SQLException {
        Set<String> calls = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM tool_calls")) {
            while (row.next()) {
                StringBuilder call = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    call.append(row.getString(i)).append('|');
                }
                calls.add(call.toString());
            }
        }
        return calls;
    }

    /** With its note; as large and as old as it was left. */
    private static void copyOf(Path database, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        Files.copy(database, copy);
        Files.copy(Path.of(database + ".left"), Path.of(copy + ".left"));
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(database));
    }

    private static void damage(Path copy, Damage damage, Random random) throws IOException {
        FileTime time = Files.getLastModifiedTime(copy);
        long bytes = Files.size(copy);
        byte[] before = Files.readAllBytes(copy);
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            if (damage == Damage.CUT) {
                file.setLength(bytes - 1 - random.nextInt((int) bytes / 25));
                return;
            }
            for (int i = random.nextInt(4); i >= 0; i--) {
                if (damage == Damage.ZEROED_PAGES) {
                    file.seek(random.nextInt((int) bytes / PAGE) * (long) PAGE);
                    file.write(new byte[PAGE]);
                } else if (damage == Damage.RANDOM_SECTORS) {
                    byte[] noise = new byte[512];
                    random.nextBytes(noise);
                    file.seek(random.nextInt((int) bytes / 512) * 512L);
                    file.write(noise);
                } else {
                    long at = random.nextInt((int) bytes);
                    file.seek(at);
                    int value = file.read();
                    file.seek(at);
                    file.write(value ^ (1 << random.nextInt(8)));
                }
            }
        }
        if (Arrays.equals(before, Files.readAllBytes(copy))) { // a page that was zero before
            damage(copy, damage, random);
        }
        Files.setLastModifiedTime(copy, time);
    }

    private static byte[] kept(Path copy) throws IOException {
        try (var files = Files.list(copy.getParent())) {
            Optional<Path> kept = files.filter(
                            file -> file.getFileName().toString().startsWith("traces.db.damaged-"))
                    .findFirst();
            return Files.readAllBytes(kept.orElseThrow());
        }
    }
}
