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

    /** Gives some of those that are free back; what there is after it. */
    static FilePages giveBack(WritingConnection connection) throws SQLException {
        connection.run("PRAGMA incremental_vacuum(" + GIVEN_BACK_MAX + ")");
        return of(connection);
    }

    long usedBytes() {
        return (all - free) * bytesEach;
    }
}
