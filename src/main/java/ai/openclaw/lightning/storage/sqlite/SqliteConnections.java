package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * The open database file: one connection that writes, a few that only read, and the file's identity. The Vert.x JDBC
 * client gets one Agroal data source a pool, because two pools on one data source starve each other.
 */
final class SqliteConnections {

    private static final int READERS = 2;

    /** The write-ahead log is cut back to this when it starts over, bytes. */
    private static final long JOURNAL_BYTES_MAX = 8 << 20;

    /** Pages the log may hold before the writing connection copies them into the database: the last resort. */
    private static final int WRITER_CHECKPOINT_PAGES = 8_192;

    private final SqliteSettings settings;
    private final Object identity;
    private final AgroalDataSource writerSource;
    private final AgroalDataSource readerSource;
    private final Pool writer;
    private final Pool readers;

    private SqliteConnections(Vertx vertx, SqliteSettings settings) throws SQLException {
        this.settings = settings;
        this.writerSource = dataSource(settings, 1, false);
        this.readerSource = dataSource(settings, READERS, true);
        this.writer = JDBCPool.pool(vertx, writerSource, new PoolOptions().setMaxSize(1));
        this.readers = JDBCPool.pool(vertx, readerSource, new PoolOptions().setMaxSize(READERS));
        this.identity = identityOf(settings.database());
    }

    /** Creates or migrates the file and connects to it. Blocking. */
    static SqliteConnections open(Vertx vertx, SqliteSettings settings) throws SQLException {
        prepareFile(settings.database());
        try (Connection connection = DriverManager.getConnection(url(settings), properties(settings, false));
                Statement statement = connection.createStatement()) {
            if (Migrations.number(connection, "PRAGMA page_count") == 0) {
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // takes effect only before the first table
            }
            boolean changedRows = Migrations.migrate(connection, settings.database());
            if (changedRows || Migrations.number(connection, "PRAGMA auto_vacuum") == 0) {
                rebuild(settings.database(), statement);
            }
        }
        return new SqliteConnections(vertx, settings);
    }

    /** An old file learns to give space back only by one VACUUM, which needs its size again on the disk. */
    private static void rebuild(Path database, Statement statement) throws SQLException {
        try {
            if (Files.getFileStore(database).getUsableSpace() < 2 * Files.size(database)) {
                return; // retention still frees pages for new rows; only the file does not shrink
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("VACUUM");
    }

    /** Makes the file before SQLite does, so that it, {@code -wal} and {@code -shm} are nobody else's to read. */
    private static void prepareFile(Path database) {
        try {
            Files.createDirectories(database.toAbsolutePath().getParent());
            if (Files.exists(database)) {
                Migrations.refuseNewer(database);
            } else if (database.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        database, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(database);
            }
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't create " + database, e);
        }
    }

    private static String url(SqliteSettings settings) {
        return "jdbc:sqlite:" + settings.database().toAbsolutePath();
    }

    private static Properties properties(SqliteSettings settings, boolean readOnly) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(settings.busyTimeoutMs()));
        properties.setProperty("cache_size", "-2000");
        if (readOnly) {
            properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        } else {
            properties.setProperty("journal_mode", "WAL");
            properties.setProperty("synchronous", settings.fullDurability() ? "FULL" : "NORMAL");
            properties.setProperty("journal_size_limit", Long.toString(JOURNAL_BYTES_MAX));
            properties.setProperty("temp_store", "MEMORY");
        }
        return properties;
    }

    private static AgroalDataSource dataSource(SqliteSettings settings, int size, boolean readOnly)
            throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration(pool -> pool.maxSize(size)
                .acquisitionTimeout(Duration.ofSeconds(30))
                .connectionFactoryConfiguration(factory -> {
                    factory.jdbcUrl(url(settings));
                    properties(settings, readOnly)
                            .forEach((name, value) -> factory.jdbcProperty(name.toString(), value.toString()));
                    if (!readOnly) {
                        factory.initialSql("PRAGMA wal_autocheckpoint = " + WRITER_CHECKPOINT_PAGES);
                    }
                    return factory;
                }));
        return AgroalDataSource.from(configuration);
    }

    Pool writer() {
        return writer;
    }

    Pool readers() {
        return readers;
    }

    /**
     * Fails when the path no longer leads to the open file: SQLite would go on writing to a deleted file and report
     * success. Blocking, microseconds.
     */
    void requireSameFile() {
        if (!Objects.equals(identity, identityOf(settings.database()))) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, "the database file was deleted or replaced while the bridge was running");
        }
    }

    /** What tells this file from another at the same path: device and inode, or, where there are none, that it exists. */
    private static Object identityOf(Path database) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(database, BasicFileAttributes.class);
            return attributes.fileKey() == null ? "no inodes here" : attributes.fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Gives free pages back to the file system; whether there are more. On a short-lived connection of its own, because
     * the pragma must be stepped to its end, which the Vert.x client does not do. Blocking.
     */
    boolean shrink(int pages) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(settings), properties(settings, false));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
            return Migrations.number(connection, "PRAGMA freelist_count") > 0;
        }
    }

    /** Readers first: a reader that closes last would leave the write-ahead log behind. */
    Future<Void> close(Vertx vertx) {
        return readers.close()
                .eventually(() -> vertx.executeBlocking(() -> {
                    readerSource.close();
                    return null;
                }))
                .eventually(writer::close)
                .eventually(() -> vertx.executeBlocking(() -> {
                    writerSource.close();
                    return null;
                }));
    }
}
