package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import ai.openclaw.lightning.storage.sqlite.file.WriteAheadLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database and its log, through descriptors of the bridge's own: to synchronize them, and to write once more what
 * the disk refused. Linux says so once to each descriptor that is open. From then on the pages count as clean, and the
 * next sync succeeds without them; only a page that is written again reaches the disk. Blocking.
 */
final class SyncedFiles implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 20;

    private final Path logPath;
    private final RandomAccessFile database;

    /** Null until {@link #openLog}. */
    private RandomAccessFile log;

    private final ResourceStack opened = new ResourceStack();

    /**
     * Opens the database. To be closed after all connections: where one descriptor of a file is closed, the system gives
     * up all locks of the process on it.
     */
    SyncedFiles(DatabaseFile file) throws IOException {
        logPath = file.logPath();
        database = opened.add(file.open());
    }

    /** Opens the log, which is there when a connection has read, and from then on as long as one is open. */
    void openLog() throws IOException {
        log = opened.add(new RandomAccessFile(logPath.toFile(), "rw"));
    }

    /** The descriptor of the database, for a lock. */
    RandomAccessFile database() {
        return database;
    }

    void syncDatabase() throws IOException {
        database.getFD().sync();
    }

    void syncLog() throws IOException {
        log.getFD().sync();
    }

    /** The same while another process can't write either. */
    void writeAgain(Connection connection, WalUsage use) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                writeAgain(use.frames());
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    /**
     * Writes and synchronizes the log, then the pages of the database that were copied from it. What was copied from it
     * before it last started over is on the disk: SQLite lets it start over only after a sync that succeeded. While
     * nobody commits, and nobody copies.
     *
     * @throws IOException when the disk refuses again, or the system has forgotten what the disk refused
     */
    void writeAgain(WalUsage.Frames frames) throws IOException {
        writeAgain(log);
        if (WriteAheadLog.committedPages(logPath).frames() < frames.written()) {
            throw new IOException("a part of the write-ahead log is lost");
        }
        WriteAheadLog.Pages copied = WriteAheadLog.committedPages(logPath, frames.copied());
        byte[] page = new byte[copied.pageBytes()];
        for (var entry : copied.offsets().entrySet()) {
            log.seek(entry.getValue());
            log.readFully(page);
            database.seek((entry.getKey() - 1L) * page.length);
            database.write(page);
        }
        syncDatabase();
    }

    /** Writes and synchronizes the log of a database that nobody has open; there need not be one. */
    static void writeLogAgain(DatabaseFile file) throws IOException {
        if (Files.exists(file.logPath())) {
            try (RandomAccessFile log = new RandomAccessFile(file.logPath().toFile(), "rw")) {
                writeAgain(log);
            }
        }
    }

    private static void writeAgain(RandomAccessFile file) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long end = file.length();
        for (long at = 0; at < end; ) {
            file.seek(at);
            int bytes = file.read(block);
            file.seek(at);
            file.write(block, 0, bytes);
            at += bytes;
        }
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
