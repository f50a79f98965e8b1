package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/** Whether a database file can be used as it is; changes nothing in it. */
public final class Integrity {

    /** What is said of a file whose bytes changed although it looks the same. */
    public static final String CHANGED =
            " is as large and as old as the bridge left it, but its content changed (a failing disk, or a bad copy)";

    private static final int BUSY_MS = 5_000;

    /** Steps of SQLite's program between two looks at the clock: some 0.1 ms. */
    private static final int STEPS = 2_000;

    /** KiB, as SQLite wants it. It looks at nearly every page once, and the bridge's memory is bounded meanwhile. */
    private static final int CACHE_KIB = -256;

    /** What {@code integrity_check} says of an index that does not fit the rows, which themselves are in order. */
    private static final Pattern OF_INDEX = Pattern.compile("row \\S+ missing from index .*"
            + "|wrong # of entries in index .*|non-unique entry in index .*|row \\S+ values differ from index .*");

    private Integrity() {}

    /** What is wrong, in one sentence; empty when nothing is. */
    public static Optional<String> problem(Path database) {
        Optional<String> looks = looks(database);
        if (looks.isPresent() || new DatabaseFile(database).bytes() == 0) {
            return looks;
        }
        try {
            return check(database).map(found -> database + " is damaged: " + found);
        } catch (SQLException e) {
            return Optional.of(database + " can't be read: " + oneLine(e.getMessage()));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return Optional.of("SQLite's native library can't be loaded: " + oneLine(e.getMessage()));
        }
    }

    /** What is wrong by the look of the file, without SQLite; empty when nothing is. */
    public static Optional<String> looks(Path database) {
        DatabaseFile file = new DatabaseFile(database);
        try {
            if (file.bytes() == 0) { // not used yet, or it lost what it had
                return file.note()
                        .map(left -> database + " is empty or missing, and had " + left.bytes()
                                + " bytes when the bridge stopped");
            }
            if (!file.hasHeader()) {
                return Optional.of(database + " is not a database");
            }
            Optional<LeftNote> left = file.asLeft();
            return left.isPresent() && left.get().differsFrom(database)
                    ? Optional.of(database + CHANGED)
                    : Optional.empty();
        } catch (IOException | BridgeException e) {
            return Optional.of(database + " can't be read: " + e.getMessage());
        }
    }

    /** What SQLite's quick check finds first; empty when it finds nothing. Reads all of the file. */
    public static Optional<String> check(Path database) throws SQLException {
        try (Connection connection = reading(DatabaseUrl.of(database))) {
            return findings(connection, "PRAGMA quick_check(1)").stream().findFirst();
        }
    }

    /**
     * What SQLite's whole check finds, the first hundred sentences: that indexes fit the rows too. Ten times as slow as
     * {@link #check}, some 5 s for 100 MB; a log can't start over meanwhile.
     */
    public static List<String> all(Path database) throws SQLException {
        try (Connection connection = reading(DatabaseUrl.of(database))) {
            return findings(connection, "PRAGMA integrity_check(100)");
        }
    }

    /**
     * The whole check of the file without its log, in the way of nobody: it takes no lock. What it finds is to be taken
     * for true only if nothing was written to the file meanwhile.
     *
     * @param pause comes often; it may rest, and ends the check
     * @return null where the pause ended it
     */
    public static List<String> allBeside(Path database, LeftNote.Pause pause) throws SQLException {
        boolean[] ended = new boolean[1];
        try (Connection connection = reading(DatabaseUrl.immutable(database))) {
            ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    ended[0] |= !pause.rest();
                    return ended[0] ? 1 : 0;
                }
            });
            List<String> findings = findings(connection, "PRAGMA integrity_check(100)");
            return ended[0] ? null : findings;
        } catch (SQLException failure) {
            if (ended[0]) {
                return null;
            }
            throw failure;
        }
    }

    /** Whether rebuilding indexes repairs all of these findings. */
    public static boolean onlyIndexes(List<String> findings) {
        return findings.stream().allMatch(Integrity::isOfIndex);
    }

    /** Whether rebuilding an index repairs it. */
    public static boolean isOfIndex(String finding) {
        return OF_INDEX.matcher(finding).matches();
    }

    private static Connection reading(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MS);
        config.setCacheSize(CACHE_KIB);
        return JDBC.createConnection(url, config.toProperties());
    }

    private static List<String> findings(Connection connection, String pragma) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            while (row.next()) {
                findings.add(oneLine(row.getString(1).strip()));
            }
        }
        return findings.equals(List.of("ok")) ? List.of() : findings;
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
