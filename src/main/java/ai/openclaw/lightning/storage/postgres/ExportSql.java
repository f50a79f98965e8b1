package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.StoredTraces;
import ai.openclaw.lightning.storage.rows.TraceExport;

/** How an export reads the database. */
final class ExportSql {

    private static final String LAST = "SELECT COALESCE(MAX(id), 0) FROM traces";
    private static final String TOTAL = "SELECT COUNT(*) FROM traces";

    private static final String IDS = """
            SELECT id FROM traces WHERE id > ? AND id <= ? AND (CAST(? AS TEXT) IS NULL OR agent_id = ?)
              AND (CAST(? AS TEXT) IS NULL OR session_key = ?) AND (CAST(? AS BIGINT) IS NULL OR start_time >= ?)
            ORDER BY id
            """;

    private static final String TRACE = """
            SELECT *, metadata AS start_metadata, metadata_cut AS start_metadata_cut FROM traces WHERE id = ?
            """;

    private static final String PAGE = " WHERE trace_id = ? AND id > ? ORDER BY id LIMIT " + StoredTraces.PAGE_ROWS_MAX;

    static final TraceExport.Sql ALL = new TraceExport.Sql(
            LAST, TOTAL, IDS, TRACE, "SELECT * FROM tool_calls" + PAGE, "SELECT * FROM rewards" + PAGE);

    private ExportSql() {}
}
