package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Names of tools whose calls are all gone: they make room for others. The sums are looked at twice. The second time their
 * rows are locked, so that what another bridge adds meanwhile is not deleted with them.
 */
final class UnusedTools {

    private static final String UNUSED = """
            SELECT tool_name FROM tool_figures WHERE tool_name = ANY (?)
            GROUP BY tool_name HAVING SUM(calls) <= 0 ORDER BY tool_name
            """;

    private static final String LOCK =
            "SELECT 1 FROM tool_figures WHERE tool_name = ANY (?) ORDER BY tool_name, instance FOR UPDATE";

    /** Rows that another bridge adds after the lock are newer than this statement, and stay. */
    private static final String DELETE = """
            DELETE FROM tool_figures WHERE tool_name IN (
              SELECT tool_name FROM tool_figures WHERE tool_name = ANY (?)
              GROUP BY tool_name HAVING SUM(calls) <= 0)
            """;

    private UnusedTools() {}

    static void delete(WritingConnection connection, Set<String> names) throws SQLException {
        List<String> unused;
        try (ResultSet row = connection.query(UNUSED, List.copyOf(names))) {
            unused = WorkingSetRows.texts(row);
        }
        if (!unused.isEmpty()) {
            connection.query(LOCK, unused).close();
            connection.update(DELETE, unused);
        }
    }
}
