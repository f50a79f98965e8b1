package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a database to this version: the numbered scripts of {@code db/sqlite}, each in a transaction with the
 * {@code user_version} it leads to. Blocking; runs before anything else uses the file.
 */
final class Migrations {

    private static final List<String> SCRIPTS = List.of("V001__traces.sql", "V002__lightning.sql");

    /** The schema's version that this program reads and writes. */
    static final int LATEST = SCRIPTS.size();

    /** A statement ends with a semicolon at the end of a line. */
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\R");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    /** Where SQLite's file header keeps the user version, a big-endian int (https://www.sqlite.org/fileformat.html). */
    private static final int USER_VERSION_OFFSET = 60;

    private Migrations() {}

    /**
     * Refuses a database of a newer version by looking at its header, without opening it as a database: so not one
     * byte of it, nor beside it, changes.
     */
    static void refuseNewer(Path database) {
        ByteBuffer version = ByteBuffer.allocate(Integer.BYTES);
        try (SeekableByteChannel file = Files.newByteChannel(database)) {
            file.position(USER_VERSION_OFFSET).read(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!version.hasRemaining()) {
            refuseNewer(database, version.getInt(0));
        }
    }

    private static void refuseNewer(Path database, int version) {
        if (version > LATEST) {
            throw new BridgeException(
                    Kind.STORAGE_GONE,
                    "%s was made by a newer OpenClaw Lightning (schema %d, this one knows %d): install that version, or set LIGHTNING_HOME to another folder"
                            .formatted(database, version, LATEST));
        }
    }

    /** Runs what is missing. Returns whether rows of an older version were changed. */
    static boolean migrate(Connection connection, Path database) throws SQLException {
        int version = userVersion(connection);
        refuseNewer(database, version); // again: the header may still be in the write-ahead log
        boolean hadTables = hasTables(connection);
        if (version == 0 && hadTables && !hasTable(connection, "traces")) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, database + " is a database of another program: move it away and start again");
        }
        for (int next = version + 1; next <= LATEST; next++) {
            run(connection, next);
        }
        return hadTables && version < LATEST;
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
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String script(int version) {
        String name = "/db/sqlite/" + SCRIPTS.get(version - 1);
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int userVersion(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        return number(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'") > 0;
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
