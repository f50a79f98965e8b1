package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteOpenMode;

/** How connections to a database file are made, each kind with its own options. Blocking. */
record Connector(DatabaseFile file, SqliteSettings settings) {

    private String url() {
        return DatabaseUrl.of(file.path());
    }

    /** Not made when it is missing: that is for {@link DatabaseFile#prepare} alone. */
    private static Properties present(int busyTimeoutMs) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyTimeoutMs));
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag));
        return properties;
    }

    /** One with SQLite's defaults, before the database is what it should be. */
    Connection preparing() throws SQLException {
        return JDBC.createConnection(url(), present(settings.busyTimeoutMs()));
    }

    /** One that may write. */
    Connection writing() throws SQLException {
        return writing(settings.busyTimeoutMs());
    }

    /** One that may write, and waits that long for others. */
    Connection writing(int busyTimeoutMs) throws SQLException {
        Properties properties = present(busyTimeoutMs);
        properties.setProperty("synchronous", settings.fullDurability() ? "FULL" : "NORMAL");
        properties.setProperty("cache_size", "-2000");
        properties.setProperty("temp_store", "MEMORY");
        properties.setProperty("wal_autocheckpoint", "0"); // see Checkpoints
        properties.setProperty("journal_size_limit", Long.toString(Checkpoints.WAIT_BYTES));
        return JDBC.createConnection(url(), properties);
    }

    /** One that has read, and can only read: SQLite does not let such a one take the log away, though it leaves last. */
    Connection reading() throws SQLException {
        Properties properties = present(settings.busyTimeoutMs());
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag));
        ResourceStack opened = new ResourceStack();
        try {
            Connection connection = opened.add(JDBC.createConnection(url(), properties));
            Migrations.number(connection, "SELECT COUNT(*) FROM sqlite_schema");
            return connection;
        } catch (SQLException failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    /** A source of connections that can only read; a read waits for one no longer than that. */
    AgroalDataSource readers(Duration waitMax) throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        // No initial size: a pool that is being filled sometimes lets the first read wait in vain, and fills on while
        // closing.
        configuration.connectionPoolConfiguration(pool -> pool.maxSize(settings.readConnections())
                .acquisitionTimeout(waitMax)
                .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(JDBC.class)
                        .jdbcUrl(url())
                        .jdbcProperty("busy_timeout", Integer.toString(settings.busyTimeoutMs()))
                        .jdbcProperty("open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag))
                        .jdbcProperty("cache_size", "-500")));
        return AgroalDataSource.from(configuration);
    }
}
