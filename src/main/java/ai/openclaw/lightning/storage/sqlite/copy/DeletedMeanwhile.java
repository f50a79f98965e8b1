package ai.openclaw.lightning.storage.sqlite.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What retention deletes from the source between the first row that is copied ahead and the moment of the copy. Blocking.
 */
final class DeletedMeanwhile {

    private final Statements sql;
    private final List<CopiedTable> partsOfTraces;

    /** @param partsOfTraces none where nothing is deleted */
    DeletedMeanwhile(Connection connection, List<CopiedTable> partsOfTraces) {
        this.sql = new Statements(connection);
        this.partsOfTraces = partsOfTraces;
    }

    /**
     * Retention deletes one trace after another, the oldest first, and may be amid one: which of its rows were left at the
     * moment of the copy.
     */
    void note() throws SQLException {
        if (partsOfTraces.isEmpty()) {
            return;
        }
        sql.run("CREATE TEMP TABLE oldest AS SELECT trace_id FROM source.traces WHERE status <> 'open'"
                + " ORDER BY received_at LIMIT 1");
        for (CopiedTable table : partsOfTraces) {
            sql.run(String.format(Locale.ROOT, """
                    CREATE TEMP TABLE left_of_%1$s AS SELECT rowid AS id FROM source.%1$s
                    WHERE trace_id = (SELECT trace_id FROM temp.oldest)
                    """, table.name()));
        }
    }

    /** What was copied ahead, and was deleted before the moment of the copy. Needs the indexes. */
    void delete() throws SQLException {
        for (CopiedTable table : partsOfTraces) {
            sql.run("DELETE FROM main.%s WHERE trace_id NOT IN (SELECT trace_id FROM main.traces)"
                    .formatted(table.name()));
            sql.run(String.format(Locale.ROOT, """
                    DELETE FROM main.%1$s WHERE trace_id = (SELECT trace_id FROM temp.oldest)
                      AND rowid NOT IN (SELECT id FROM temp.left_of_%1$s)
                    """, table.name()));
        }
    }
}
