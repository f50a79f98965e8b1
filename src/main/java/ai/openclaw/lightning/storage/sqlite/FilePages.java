package ai.openclaw.lightning.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The pages of the database's file, as of the caller's transaction. */
record FilePages(long all, long free, long bytesEach) {

    /** Pages one step gives back: 128 KiB of a file that this program made. */
    private static final int GIVEN_BACK_MAX = 128;

    static FilePages of(WritingConnection connection) throws SQLException {
        try (ResultSet row = connection.query("""
                SELECT page_count, freelist_count, page_size
                FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()
                """)) {
            row.next();
            return new FilePages(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /**
     * Gives some of those that are free back; whether there may be more. The file itself gets smaller when the log is copied
     * into it, which follows when there is nothing more to give back; beside the commits, for it waits for the disk.
     */
    static boolean shrink(WriterConnections open) throws SQLException {
        FilePages before = open.read(FilePages::of);
        if (before.free == 0) {
            if (open.file().bytes() > before.usedBytes()) {
                open.checkpoints().copyBeside();
            }
            return false;
        }
        return open.write(FilePages::giveBack).free < before.free;
    }

    private static FilePages giveBack(WritingConnection connection) throws SQLException {
        connection.run("PRAGMA incremental_vacuum(" + GIVEN_BACK_MAX + ")");
        return of(connection);
    }

    long usedBytes() {
        return (all - free) * bytesEach;
    }
}
