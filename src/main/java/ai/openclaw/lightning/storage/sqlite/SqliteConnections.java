package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteOpenMode;

/**
 * The open database: one connection that writes, one that copies the write-ahead log, and a pool of a few that only
 * read, for the Vert.x client.
 */
final class SqliteConnections {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteConnections.class);

    private static final int READERS = 2;

    /**
     * Of a new file. A commit of one event changes about seven pages, wherever they are: with small ones a quarter of
     * SQLite's usual 4,096 goes through the log and to the disk, which is what the slowest answers wait for.
     */
    private static final int PAGE_BYTES = 1_024;

    /** Reads that may wait for a connection; further ones are refused. */
    private static final int WAITING_READS_MAX = 100;

    private static final Duration READ_WAIT_MAX = Duration.ofSeconds(10);

    private final DatabaseFile file;
    private final SqliteSettings settings;
    private final WritingConnection writer;
    private final Checkpoints checkpoints;
    private final AgroalDataSource readerSource;
    private final Pool readers;

    private SqliteConnections(Vertx vertx, SqliteSettings settings, DatabaseFile file) throws SQLException {
        this.settings = settings;
        this.file = file;
        this.writer = new WritingConnection(() -> connect(settings.busyTimeoutMs()));
        this.checkpoints = new Checkpoints(
                file,
                () -> connect(settings.busyTimeoutMs()),
                copy -> vertx.executeBlocking(
                        () -> {
                            copy.run();
                            return null;
                        },
                        false));
        this.readerSource = readerSource();
        this.readers = JDBCPool.pool(
                vertx,
                readerSource,
                new PoolOptions()
                        .setMaxSize(READERS)
                        .setMaxWaitQueueSize(WAITING_READS_MAX)
                        .setConnectionTimeout((int) READ_WAIT_MAX.toSeconds()));
    }

    /** Creates or migrates the file and connects to it. Blocking. */
    static SqliteConnections open(Vertx vertx, SqliteSettings settings) throws SQLException {
        DatabaseFile file = new DatabaseFile(settings.database());
        file.prepare();
        refuseForeign(file);
        file.tighten();
        migrate(file, settings);
        SqliteConnections opened = new SqliteConnections(vertx, settings, file);
        file.remember();
        return opened;
    }

    /** Looks inside without leaving a trace: a database of another program stays as it is. */
    private static void refuseForeign(DatabaseFile file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag | SQLiteOpenMode.OPEN_URI.flag));
        String immutable = file.logBytes() == 0 ? "?immutable=1" : ""; // else the log must be read too
        String url = "jdbc:sqlite:" + file.path().toUri().toString().replace("file:///", "file:/") + immutable;
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            Migrations.refuseForeign(connection, file.path());
        }
    }

    private static void migrate(DatabaseFile file, SqliteSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(file), fileProperties(settings.busyTimeoutMs()));
                Statement statement = connection.createStatement()) {
            if (Migrations.number(connection, "PRAGMA page_count") == 0) { // later these two have no effect
                statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
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
                LOG.warn("too little room to rebuild {}: it will not shrink", file.path());
                return;
            }
            LOG.info("rebuilding {} ({} bytes) so that it can shrink", file.path(), file.bytes());
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("VACUUM");
        } catch (SQLException | IOException e) {
            LOG.warn("{} can't be rebuilt and will not shrink: {}", file.path(), e.getMessage());
        }
    }

    private static String url(DatabaseFile file) {
        return "jdbc:sqlite:" + file.path();
    }

    /** Not made when it is missing: that is for {@link DatabaseFile#prepare} alone. */
    private static Properties fileProperties(int busyTimeoutMs) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyTimeoutMs));
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag));
        return properties;
    }

    private Connection connect(int busyTimeoutMs) throws SQLException {
        Properties properties = fileProperties(busyTimeoutMs);
        properties.setProperty("synchronous", settings.fullDurability() ? "FULL" : "NORMAL");
        properties.setProperty("cache_size", "-4000");
        properties.setProperty("temp_store", "MEMORY");
        properties.setProperty("jdbc.get_generated_keys", "false"); // else a query of its own after each insert
        properties.setProperty("wal_autocheckpoint", "0"); // see Checkpoints
        properties.setProperty("journal_size_limit", Long.toString(Checkpoints.STEP_BYTES));
        return DriverManager.getConnection(url(file), properties);
    }

    private AgroalDataSource readerSource() throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration(pool -> pool.initialSize(READERS)
                .maxSize(READERS)
                .acquisitionTimeout(READ_WAIT_MAX)
                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url(file))
                        .jdbcProperty("busy_timeout", Integer.toString(settings.busyTimeoutMs()))
                        .jdbcProperty("open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag))
                        .jdbcProperty("cache_size", "-2000")));
        return AgroalDataSource.from(configuration);
    }

    /**
     * One transaction on the writing connection; the files must still be the open ones after it. Blocking.
     */
    <T> T write(WritingConnection.Work<T> work) throws SQLException {
        checkpoints.beforeCommit();
        T result = writer.transaction(work);
        file.requireSame();
        checkpoints.afterCommit();
        return result;
    }

    /** What the writer must know, on the writing connection. Blocking. */
    <T> T read(WritingConnection.Work<T> work) throws SQLException {
        return writer.transaction(work);
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    Pool readers() {
        return readers;
    }

    /** Readers first: a reader that closes last would leave the write-ahead log behind. */
    Future<Void> close(Vertx vertx) {
        return readers.close()
                .eventually(() -> vertx.executeBlocking(() -> {
                    readerSource.close();
                    checkpoints.close();
                    writer.close();
                    return null;
                }));
    }
}
