package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteOpenMode;

/** A database that is only read, of which another process may be the writer. */
final class SourceDatabase {

    private SourceDatabase() {}

    /**
     * Refuses what is no database of this program in any version it knows.
     *
     * @return its schema's version
     */
    static int requireOurs(Path database) throws SQLException {
        DatabaseFile file = new DatabaseFile(database);
        try {
            if (file.bytes() == 0) {
                throw new BridgeException(Kind.STORAGE_GONE, database + ": there is no database, or it is empty");
            }
            int version = file.version()
                    .orElseThrow(() -> new BridgeException(
                            Kind.STORAGE_GONE, database + " is not an SQLite database, or its beginning is damaged"));
            Migrations.refuseNewer(database, version);
            Migrations.refuseForeign(file);
            return version;
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't read " + database, e);
        }
    }

    /**
     * A connection through which nothing can be written. It is not opened read-only: such a one, when it closes last,
     * leaves the write-ahead log behind.
     */
    static Connection open(Path database) throws SQLException {
        if (requireOurs(database) != Migrations.LATEST) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, database + " has an older schema: start the bridge once to upgrade it");
        }
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag));
        properties.setProperty("cache_size", "-2000");
        Connection connection = JDBC.createConnection(DatabaseUrl.of(database), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
