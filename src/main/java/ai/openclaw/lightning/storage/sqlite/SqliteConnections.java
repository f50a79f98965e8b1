package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseLock;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
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

    /** Reads that may wait for a connection; further ones are refused. */
    private static final int WAITING_READS_MAX = 100;

    /** How long a reader that is still there at the end is waited for. */
    private static final long LOG_LEFT_NANOSECONDS_MAX = Duration.ofSeconds(2).toNanos();

    private static final int LOG_LEFT_PAUSE_MS = 10;

    private static final Duration READ_WAIT_MAX = Duration.ofSeconds(10);

    private final DatabaseFile file;
    private final SqliteSettings settings;
    private final WritingConnection writer;
    private final Checkpoints checkpoints;

    /** Closed last: where one descriptor of a file is closed, the system gives up all locks of the process on it. */
    private final RandomAccessFile descriptor;

    private final AgroalDataSource readerSource;
    private final Pool readers;
    private final Optional<String> notice;

    /** Whether SQLite has met content that makes no sense: then the next opening looks at all of it. */
    private volatile boolean suspect;

    private SqliteConnections(Vertx vertx, SqliteSettings settings, DatabaseFile file, Optional<String> notice)
            throws SQLException, IOException {
        this.settings = settings;
        this.file = file;
        this.notice = notice;
        this.writer = new WritingConnection(() -> connect(settings.busyTimeoutMs()));
        this.descriptor = file.open();
        this.checkpoints = new Checkpoints(
                new WalUsage(connect(settings.busyTimeoutMs())),
                connect(Checkpoints.READERS_WAIT_MS),
                descriptor,
                copy -> vertx.executeBlocking(
                        () -> {
                            copy.run();
                            return null;
                        },
                        false));
        DatabaseLock.take(descriptor, file.path());
        this.readerSource = readerSource();
        this.readers = JDBCPool.pool(
                vertx,
                readerSource,
                new PoolOptions()
                        .setMaxSize(settings.readConnections())
                        .setMaxWaitQueueSize(WAITING_READS_MAX)
                        .setConnectionTimeout((int) READ_WAIT_MAX.toSeconds()));
    }

    /** Creates or migrates the file and connects to it. Blocking. */
    static SqliteConnections open(Vertx vertx, SqliteSettings settings) throws SQLException, IOException {
        DatabaseFile file = new DatabaseFile(settings.database());
        try {
            return open(vertx, settings, file);
        } catch (SQLException e) {
            if (!Recovery.isDamage(e)) {
                throw e;
            }
            file.forgetNote(); // it lies there as it was left, and yet it is damaged
            return open(vertx, settings, file);
        }
    }

    private static SqliteConnections open(Vertx vertx, SqliteSettings settings, DatabaseFile file)
            throws SQLException, IOException {
        file.prepare();
        DatabaseLock.refuseOther(file.path());
        Optional<String> notice = new Recovery(file).run();
        Migrations.refuseForeign(file);
        file.tighten();
        file.forgetNote();
        migrate(file, settings);
        SqliteConnections opened = new SqliteConnections(vertx, settings, file, notice);
        file.remember();
        return opened;
    }

    private static void migrate(DatabaseFile file, SqliteSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(file), fileProperties(settings.busyTimeoutMs()));
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
        return DatabaseUrl.of(file.path());
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
        properties.setProperty("journal_size_limit", Long.toString(Checkpoints.WAIT_BYTES));
        return DriverManager.getConnection(url(file), properties);
    }

    private AgroalDataSource readerSource() throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        // No initial size: a pool that is being filled sometimes lets the first read wait in vain, and fills on while
        // closing.
        configuration.connectionPoolConfiguration(pool -> pool.maxSize(settings.readConnections())
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
        return result;
    }

    /** What the writer must know, on the writing connection. Blocking. */
    <T> T read(WritingConnection.Work<T> work) throws SQLException {
        return writer.transaction(work);
    }

    /** What happened to the file when it was opened, in one sentence for people. */
    Optional<String> notice() {
        return notice;
    }

    void suspectDamage() {
        suspect = true;
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
                    leaveNoLog();
                    descriptor.close();
                    if (!suspect) {
                        file.noteAsLeft();
                    }
                    return null;
                }));
    }

    /**
     * The pool may still be opening or closing a connection when it says that it is closed, and a reader can't take the
     * log away with it: then another connection does.
     */
    private void leaveNoLog() throws SQLException, InterruptedException {
        long limit = System.nanoTime() + LOG_LEFT_NANOSECONDS_MAX;
        while (file.hasLog() && System.nanoTime() < limit) {
            connect(settings.busyTimeoutMs()).close();
            Thread.sleep(LOG_LEFT_PAUSE_MS);
        }
    }
}
