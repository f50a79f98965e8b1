package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseLock;
import ai.openclaw.lightning.storage.sqlite.file.LeftNote;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database file that can be connected to: whole, this program's and of this version.
 *
 * @param notice what happened to it when it was made so, in one sentence for people
 * @param uncompared how a large file was left, whose content is still to be compared with that
 */
record PreparedFile(DatabaseFile file, Optional<String> notice, Optional<LeftNote> uncompared) {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedFile.class);

    /** Creates, salvages or migrates the file as it needs. Blocking. */
    static PreparedFile of(SqliteSettings settings) throws SQLException, IOException {
        return of(settings, null);
    }

    /** @param suspicion what speaks against the file, so that all of it is looked at; null when nothing does */
    static PreparedFile of(SqliteSettings settings, String suspicion) throws SQLException, IOException {
        DatabaseFile file = new DatabaseFile(settings.database());
        try {
            return prepared(file, settings, suspicion);
        } catch (SQLException e) {
            if (!Recovery.isDamage(e) || suspicion != null) {
                throw e;
            }
            return prepared(file, settings, e.getMessage());
        }
    }

    private static PreparedFile prepared(DatabaseFile file, SqliteSettings settings, String suspicion)
            throws SQLException, IOException {
        file.prepare();
        DatabaseLock.refuseOther(file.path());
        Optional<String> notice = new Recovery(file).run(suspicion);
        Migrations.refuseForeign(file);
        file.tighten();
        Optional<LeftNote> uncompared = file.asLeft().filter(left -> !left.isSmall());
        file.forgetNote();
        writeLogAgain(file);
        migrate(file, settings);
        return new PreparedFile(file, notice, uncompared);
    }

    /** Whoever left it may have been told that the disk refused some of it. */
    private static void writeLogAgain(DatabaseFile file) {
        try {
            SyncedFiles.writeLogAgain(file);
        } catch (IOException e) {
            throw SqliteErrors.refused(e);
        }
    }

    private static void migrate(DatabaseFile file, SqliteSettings settings) throws SQLException {
        try (Connection connection = new Connector(file, settings).preparing();
                Statement statement = connection.createStatement()) {
            if (Migrations.number(connection, "PRAGMA page_count") == 0) { // later these two have no effect
                Migrations.beginFile(statement);
            }
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            Migrations.migrate(connection, file.path());
            if (Migrations.number(connection, "PRAGMA auto_vacuum") == 0) {
                rebuild(file, statement);
            }
        }
    }

    /**
     * An old file learns to give space back only by one VACUUM, which needs its size again in the folder for temporary
     * files and in the log. Without it retention still frees pages for new rows; only the file does not shrink.
     */
    private static void rebuild(DatabaseFile file, Statement statement) throws SQLException {
        try {
            if (Files.getFileStore(file.path()).getUsableSpace() < 2 * file.bytes()) {
                LOG.warn("not enough free space to rebuild {}, so it will not shrink", file.path());
                return;
            }
            LOG.info("rebuilding {} ({} bytes) so that it can shrink", file.path(), file.bytes());
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("VACUUM");
        } catch (SQLException | IOException e) {
            LOG.warn("{} can't be rebuilt, so it will not shrink: {}", file.path(), e.getMessage());
        }
    }
}
