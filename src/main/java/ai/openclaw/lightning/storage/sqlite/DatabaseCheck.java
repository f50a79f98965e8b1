package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.StoreCommands.Checked;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import ai.openclaw.lightning.storage.sqlite.salvage.StoredSums;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** All that can be wrong with a database file, part by part, and its cure. Blocking. */
final class DatabaseCheck {

    private static final int BUSY_MS = 10_000;

    private DatabaseCheck() {}

    /** Changes nothing. What can't be looked at because of what was found before is left out. */
    static List<Checked> run(Path database) throws SQLException {
        Optional<String> problem = Integrity.looks(database);
        List<Checked> parts = new ArrayList<>();
        parts.add(new Checked("file", problem.stream().toList()));
        if (problem.isPresent() && !problem.get().endsWith(Integrity.CHANGED)) {
            return parts;
        }
        List<String> findings = findings(database);
        List<String> ofIndexes = findings.stream().filter(Integrity::isOfIndex).toList();
        List<String> others =
                findings.stream().filter(found -> !Integrity.isOfIndex(found)).toList();
        parts.add(new Checked("integrity", others));
        parts.add(new Checked("indexes", ofIndexes));
        if (others.isEmpty()) {
            ofRows(database, parts);
        }
        return parts;
    }

    private static List<String> findings(Path database) throws SQLException {
        try {
            return Integrity.all(database);
        } catch (SQLException failure) {
            if (!Recovery.isDamage(failure)) {
                throw failure;
            }
            return List.of(String.valueOf(failure.getMessage()));
        }
    }

    private static void ofRows(Path database, List<Checked> parts) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MS);
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(database), config.toProperties())) {
            if (Migrations.number(connection, "PRAGMA user_version") != Migrations.LATEST) {
                return; // the next start brings it to this version first
            }
            List<String> missing = List.copyOf(missing(connection, database).keySet());
            parts.add(new Checked(
                    "tables", missing.stream().map(name -> name + " is missing").toList()));
            if (missing.stream().noneMatch(name -> name.startsWith("table "))) {
                parts.add(new Checked("sums", StoredSums.findings(connection)));
            }
        }
    }

    /**
     * Mends all of it, in a file that nobody else may have open.
     *
     * @return what was done, a sentence each
     */
    static List<String> repair(Path database) throws SQLException, IOException {
        SqliteSettings settings = new SqliteSettings(database, false, BUSY_MS);
        PreparedFile prepared = PreparedFile.of(settings, "it is to be repaired");
        List<String> done = new ArrayList<>(prepared.notice().stream().toList());
        DatabaseFile file = prepared.file();
        try (Connection connection = new Connector(file, settings).preparing()) {
            Map<String, String> missing = missing(connection, database);
            try (Statement statement = connection.createStatement()) {
                for (String sql : missing.values()) {
                    statement.executeUpdate(sql);
                }
            }
            missing.keySet().forEach(name -> done.add(name + " was rebuilt"));
            List<String> wrong = StoredSums.findings(connection);
            if (!wrong.isEmpty()) {
                StoredSums.rebuild(connection);
                done.add("the sums were recomputed from the rows");
            }
        }
        file.noteAsLeft();
        return done;
    }

    /** Tables and indexes that a new database has and this one lacks, with the SQL that makes them; tables first. */
    private static Map<String, String> missing(Connection connection, Path database) throws SQLException {
        try (Connection complete = JDBC.createConnection(DatabaseUrl.inMemory(), new Properties())) {
            Migrations.migrate(complete, database);
            Map<String, String> missing = schema(complete);
            missing.keySet().removeAll(schema(connection).keySet());
            return missing;
        }
    }

    private static Map<String, String> schema(Connection connection) throws SQLException {
        Map<String, String> made = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC")) {
            while (row.next()) {
                made.put(row.getString(1), row.getString(2));
            }
        }
        return made;
    }
}
