package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.WriteAheadLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much of the write-ahead log is in use. Its connection has a second task, which is to be there as long as the
 * database is open: the last one to leave takes the log away, and if that were another process, while the writer has
 * given its own connection up, the log would seem to have been deleted. For one thread, which it does not block.
 */
final class WalUsage implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement question;
    private final int pageBytes;

    /** @param connection one for this alone; closed with it */
    WalUsage(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA page_size")) {
            row.next();
            pageBytes = row.getInt(1);
        }
        question = connection.prepareStatement("PRAGMA wal_checkpoint(NOOP)"); // SQLite 3.51 or newer
    }

    /**
     * What the log holds since its beginning, in pages.
     *
     * @param written until the end of the last transaction
     * @param copied into the database, of these
     */
    record Frames(int written, int copied) {}

    Frames frames() throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return new Frames(Math.max(0, row.getInt("log")), Math.max(0, row.getInt("checkpointed")));
        }
    }

    /** From the file's beginning to the end of the last transaction, 0 when there is none since the log's beginning. */
    long bytes() throws SQLException {
        return WriteAheadLog.bytes(frames().written(), pageBytes);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
