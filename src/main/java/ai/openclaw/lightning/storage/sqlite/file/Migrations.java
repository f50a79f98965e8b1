package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.sqlite.JDBC;
import org.sqlite.SQLiteOpenMode;

/**
 * Brings a database to this version: the numbered scripts of {@code db/sqlite}, each in a transaction with the
 * {@code user_version} it leads to. Blocking; runs before anything else uses the file.
 */
public final class Migrations {

    private static final List<String> SCRIPTS = List.of(
            "V001__traces.sql",
            "V002__lightning.sql",
            "V003__optimizer.sql",
            "V004__cut_texts.sql",
            "V005__origins_and_failures.sql",
            "V006__teams.sql",
            "V007__hourly_figures.sql",
            "V008__outbox.sql",
            "V009__durations.sql",
            "V010__senders.sql",
            "V011__outbox_agents.sql");

    /** The schema's version that this program reads and writes. */
    public static final int LATEST = SCRIPTS.size();

    /**
     * Of a new file. A commit of one event changes about seven pages, wherever they are: with small ones a quarter of
     * SQLite's usual 4,096 goes through the log and to the disk, which is what the slowest answers wait for.
     */
    private static final int PAGE_BYTES = 1_024;

    /** A statement ends with a semicolon at the end of a line. */
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\R");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    /** What a database of this program or of the older bridge has in any version. */
    private static final Set<String> TRACE_COLUMNS = Set.of(
            "trace_id",
            "session_key",
            "message",
            "start_time",
            "end_time",
            "success",
            "tokens_used",
            "latency_ms",
            "tools_used",
            "metadata");

    private Migrations() {}

    /** Refuses what this program does not know. */
    public static void refuseNewer(Path database, int version) {
        if (version > LATEST) {
            throw new BridgeException(
                    Kind.STORAGE_GONE,
                    database + " was made by a newer OpenClaw Lightning (schema " + version + ", this one knows "
                            + LATEST + "): install that version, or set LIGHTNING_HOME to another folder");
        }
    }

    /**
     * Refuses a database that is neither empty nor this program's. Looks inside without leaving a trace: one of another
     * program stays as it is.
     */
    public static void refuseForeign(DatabaseFile file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag));
        // One with a log is more than its file.
        String url = file.logBytes() == 0 ? DatabaseUrl.immutable(file.path()) : DatabaseUrl.of(file.path());
        try (Connection connection = JDBC.createConnection(url, properties)) {
            refuseForeign(connection, file.path());
        }
    }

    private static void refuseForeign(Connection connection, Path database) throws SQLException {
        boolean empty = number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (!empty && !columns(connection, "traces").containsAll(TRACE_COLUMNS)) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, database + " is a database of another program: move it away and start again");
        }
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        Set<String> names = new HashSet<>();
        try (var statement = connection.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** What can only be set while a file is empty: small pages, and that it can shrink. */
    public static void beginFile(Statement statement) throws SQLException {
        statement.execute("PRAGMA page_size = " + PAGE_BYTES);
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
    }

    /** Runs what is missing. */
    public static void migrate(Connection connection, Path database) throws SQLException {
        migrate(connection, database, LATEST);
    }

    /** Runs what is missing up to that version. */
    public static void migrate(Connection connection, Path database, int upTo) throws SQLException {
        int version = (int) number(connection, "PRAGMA user_version");
        refuseNewer(database, version);
        for (int next = version + 1; next <= upTo; next++) {
            run(connection, next);
        }
    }

    private static void run(Connection connection, int version) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql :
                    END_OF_STATEMENT.split(COMMENT.matcher(script(version)).replaceAll("") + "\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + version);
            connection.commit();
        }
        connection.setAutoCommit(true); // a failure leaves it: whoever closes the connection rolls back
    }

    private static String script(int version) {
        String name = "/db/sqlite/" + SCRIPTS.get(version - 1);
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that a query answers, 0 when it answers none. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
