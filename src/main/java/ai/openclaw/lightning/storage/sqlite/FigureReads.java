package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The stored sums: all of them together for the writer, single days for others. */
final class FigureReads {

    private static final String SUMS = """
            SELECT SUM(traces), SUM(ended), SUM(abandoned), SUM(successes), SUM(failures), SUM(latency_ms_sum),
              SUM(latency_count), SUM(tokens_used), SUM(tool_calls), SUM(tool_errors), SUM(rewards), SUM(reward_sum),
              SUM(reward_count), (SELECT value FROM counters WHERE name = 'sessions'),
              (SELECT COUNT(DISTINCT session_key) FROM traces INDEXED BY traces_open WHERE status = 'open')
            FROM daily_figures
            """;

    private static final String DAYS = """
            SELECT traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count, tokens_used, tool_calls,
              tool_errors, rewards, reward_sum, reward_count, day
            FROM daily_figures WHERE day >= ? AND day < ? AND traces > 0
            """;

    private static final String TOOLS =
            "SELECT tool_name, calls, errors, duration_ms_sum, duration_count FROM tool_figures";

    private FigureReads() {}

    static Totals totals(WritingConnection connection) throws SQLException {
        Map<String, ToolFigures> tools;
        try (ResultSet row = connection.query(TOOLS)) {
            tools = OverviewRows.tools(row);
        }
        try (ResultSet row = connection.query(SUMS)) {
            row.next();
            DayFigures figures = new DayFigures(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getLong(11),
                    row.getDouble(12),
                    row.getLong(13));
            return new Totals(row.getLong(14), row.getLong(15), figures, tools);
        }
    }

    /** The figures of these days; one without traces is left out. */
    static Future<Map<Long, DayFigures>> days(Pool readers, long first, int count) {
        return readers.preparedQuery(DAYS)
                .execute(Tuple.of(first, first + count))
                .map(OverviewRows::days);
    }
}
