package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What power cuts took. */
final class Findings {

    private final String name;
    private final Map<String, Long> answered;
    private final Duration bound;
    private int cuts;
    private int malformed;
    private int tooMuch;
    private int starts;
    private int uneasyStarts;
    private long lostMost;
    private long lostOldestNanos;
    private String firstMalformation = "";

    /**
     * Nothing yet.
     *
     * @param answered calls to when they were answered
     * @param bound how old an answer may be, when the power goes, and be lost
     */
    Findings(String name, Map<String, Long> answered, Duration bound) {
        this.name = name;
        this.answered = answered;
        this.bound = bound;
    }

    int cuts() {
        return cuts;
    }

    /** Looks at a database as a cut at that time left it, without changing it. */
    void check(Path database, long cutNanos) throws IOException {
        cuts++;
        StoredCalls stored;
        try {
            stored = StoredCalls.of(copy(database));
        } catch (SQLException e) {
            stored = new StoredCalls(String.valueOf(e.getMessage()), Set.of(), List.of());
        }
        if (!stored.integrity().equals("ok")) {
            firstMalformation = malformed++ == 0 ? stored.integrity() : firstMalformation;
        }
        long lost = 0;
        long oldest = 0;
        for (Map.Entry<String, Long> call : answered.entrySet()) {
            long age = cutNanos - call.getValue();
            if (age >= 0 && !stored.calls().contains(call.getKey())) {
                lost++;
                oldest = Math.max(oldest, age);
            }
        }
        lostMost = Math.max(lostMost, lost);
        lostOldestNanos = Math.max(lostOldestNanos, oldest);
        tooMuch += lost > 0 && oldest >= bound.toNanos() ? 1 : 0;
    }

    private static Path copy(Path database) throws IOException {
        Path folder = Files.createDirectories(database.getParent().getParent().resolveSibling("look"));
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Path from = Path.of(database + suffix);
            Path to = folder.resolve("traces.db" + suffix);
            Files.deleteIfExists(to);
            if (Files.exists(from) && !suffix.equals("-shm")) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder.resolve("traces.db");
    }

    /** How a bridge that started on such a database found it. */
    void started(JsonNode storageCheck) {
        starts++;
        uneasyStarts += storageCheck.path("status").asText().equals("pass") ? 0 : 1;
    }

    /** Prints the figures, and fails where a database was malformed or lost more than it may. */
    void conclude(int refusals) {
        String figures = String.format(
                Locale.ROOT,
                "%s: %d refused write-backs, %d looks, %d malformed, %d lost too much; of %d answers at most %d lost, the oldest after %.2f s; %d of %d starts not healthy",
                name,
                refusals,
                cuts,
                malformed,
                tooMuch,
                answered.size(),
                lostMost,
                lostOldestNanos / 1e9,
                uneasyStarts,
                starts);
        System.out.println("PowerCutIT: " + figures + (malformed > 0 ? "; " + firstMalformation : ""));
        assertThat(malformed).as("%s; %s", figures, firstMalformation).isZero();
        assertThat(tooMuch).as(figures).isZero();
        assertThat(uneasyStarts).as(figures).isZero();
    }
}
