package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.rows.FullPool;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to a client (https://www.sqlite.org/rescode.html). */
final class SqliteErrors {

    private SqliteErrors() {}

    /** The failure by its kind; SQLite's own text, which may quote SQL, stays in the cause. */
    static BridgeException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BridgeException known) {
                return known;
            }
            if (FullPool.refused(cause)) {
                return FullPool.busy(failure);
            }
            if (cause instanceof SQLiteException sqlite) {
                return isRefusedSync(sqlite) ? refused(failure) : of(sqlite.getResultCode(), failure);
            }
        }
        return BridgeException.of(failure);
    }

    /** Whether a sync failed: then what was written since the one before may never reach the disk. */
    static boolean isRefusedSync(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_FSYNC;
            }
        }
        return false;
    }

    /** The disk did not take what is written already. */
    static BridgeException refused(Throwable failure) {
        return new BridgeException(
                Kind.STORAGE_GONE, "the disk refused to keep what was written (" + failure.getMessage() + ")", failure);
    }

    private static BridgeException of(SQLiteErrorCode code, Throwable failure) {
        return switch (meant(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new BridgeException(Kind.BUSY, "another process holds the database; nothing was stored", failure);
            case SQLITE_FULL -> new BridgeException(Kind.DISK_FULL, "no room on the disk; nothing was stored", failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new BridgeException(
                        Kind.STORAGE_GONE,
                        "the database is damaged (" + code.name() + "); the bridge is repairing it, nothing was stored",
                        failure);
            case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                new BridgeException(
                        Kind.STORAGE_GONE, "the database can't be read or written (" + code.name() + ")", failure);
            default -> new BridgeException(Kind.INTERNAL, "the database refused a statement", failure);
        };
    }

    /**
     * The low byte of an extended result code is its primary code. But that the index of the write-ahead log can't grow
     * is how a full disk looks where that index, and nothing else, needs room.
     */
    private static SQLiteErrorCode meant(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
                ? SQLiteErrorCode.SQLITE_FULL
                : SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }
}
