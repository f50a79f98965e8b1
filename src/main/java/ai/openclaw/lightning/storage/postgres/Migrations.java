package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database to this version: the numbered scripts of {@code db/postgres}, each in a transaction with the row of
 * {@code schema_versions} that says so. One bridge at a time does it, under an advisory lock; the others wait. Bridges are
 * upgraded one after another, so a script says which older version still works with what it leaves.
 */
final class Migrations {

    /**
     * A step of the schema.
     *
     * @param oldest the version that the oldest bridge must know which may go on working after it
     */
    private record Script(String name, int oldest) {}

    private static final List<Script> SCRIPTS = List.of(
            new Script("V001__traces.sql", 1),
            new Script("V002__asked_decisions.sql", 1),
            new Script("V003__teams.sql", 1),
            new Script("V004__hourly_figures.sql", 4),
            new Script("V005__durations.sql", 5),
            new Script("V006__senders.sql", 5));

    private static final int LATEST = SCRIPTS.size();

    /** Of all advisory locks of the database, the one for its schema: "lightning" and "schema" as numbers of letters. */
    private static final String LOCK = "SELECT pg_advisory_lock(9, 6)";

    private static final String UNLOCK = "SELECT pg_advisory_unlock(9, 6)";

    private Migrations() {}

    /** Runs what is missing. Blocking, for as long as another bridge does the same. */
    static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            try {
                refuseForeign(statement);
                statement.execute("""
                        CREATE TABLE IF NOT EXISTS schema_versions (
                          version INTEGER PRIMARY KEY, oldest_bridge INTEGER NOT NULL,
                          applied_at TIMESTAMPTZ NOT NULL DEFAULT now())
                        """);
                int version = version(statement);
                connection.setAutoCommit(false);
                for (int next = version + 1; next <= LATEST; next++) {
                    run(connection, next);
                }
                connection.setAutoCommit(true);
            } finally {
                statement.execute(UNLOCK);
            }
        }
    }

    /** Whether the tables are there, in a version that this program can work with; fails when they are in another one. */
    static boolean isMade(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            refuseForeign(statement);
            if (!found(statement, "SELECT to_regclass('schema_versions') IS NOT NULL")) {
                return false;
            }
            int version = version(statement);
            if (version > 0 && version < LATEST) {
                throw new BridgeException(
                        Kind.STORAGE_GONE, "the database has an older schema: start a bridge once to upgrade it");
            }
            return version > 0;
        }
    }

    private static void refuseForeign(Statement statement) throws SQLException {
        boolean ours = found(statement, "SELECT to_regclass('schema_versions') IS NOT NULL");
        if (!ours && found(statement, "SELECT to_regclass('traces') IS NOT NULL")) {
            throw new BridgeException(
                    Kind.STORAGE_GONE,
                    "the database is one of another program: make one for OpenClaw Lightning and name it in"
                            + " storage.postgres.url");
        }
    }

    private static boolean found(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The version of the schema; refuses one that this program can't work with. */
    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT version, oldest_bridge FROM schema_versions ORDER BY version DESC LIMIT 1")) {
            if (!row.next()) {
                return 0;
            }
            int version = row.getInt(1);
            if (row.getInt(2) > LATEST) {
                throw new BridgeException(
                        Kind.STORAGE_GONE,
                        "the database was made by a newer OpenClaw Lightning (schema " + version + ", this one knows "
                                + LATEST + "): install that version");
            }
            return version;
        }
    }

    private static void run(Connection connection, int version) throws SQLException {
        Script script = SCRIPTS.get(version - 1);
        try (Statement statement = connection.createStatement();
                PreparedStatement done = connection.prepareStatement(
                        "INSERT INTO schema_versions (version, oldest_bridge) VALUES (?, ?)")) {
            statement.execute(text(script));
            done.setInt(1, version);
            done.setInt(2, script.oldest());
            done.executeUpdate();
            connection.commit();
        }
    }

    private static String text(Script script) {
        try (InputStream in = Migrations.class.getResourceAsStream("/db/postgres/" + script.name())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
