package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The sums over the rows of all bridges: all of them together for the writer, single days for others. */
final class FigureReads {

    private static final String SUMS = """
            COALESCE(SUM(traces), 0)::bigint AS traces, COALESCE(SUM(ended), 0)::bigint AS ended,
              COALESCE(SUM(abandoned), 0)::bigint AS abandoned, COALESCE(SUM(successes), 0)::bigint AS successes,
              COALESCE(SUM(failures), 0)::bigint AS failures,
              COALESCE(SUM(latency_ms_sum), 0)::bigint AS latency_ms_sum,
              COALESCE(SUM(latency_count), 0)::bigint AS latency_count,
              COALESCE(SUM(tokens_used), 0)::bigint AS tokens_used, COALESCE(SUM(tool_calls), 0)::bigint AS tool_calls,
              COALESCE(SUM(tool_errors), 0)::bigint AS tool_errors, COALESCE(SUM(rewards), 0)::bigint AS rewards,
              COALESCE(SUM(reward_sum), 0) AS reward_sum, COALESCE(SUM(reward_count), 0)::bigint AS reward_count
            """;

    private static final String TOTALS = "SELECT " + SUMS + """
            , (SELECT COALESCE(SUM(value), 0)::bigint FROM counters WHERE name = 'sessions') AS sessions,
              (SELECT COUNT(DISTINCT session_key) FROM traces WHERE status = 'open') AS active_sessions
            FROM daily_figures
            """;

    private static final String DAYS = "SELECT day, " + SUMS + """
            FROM daily_figures WHERE day >= ? AND day < ? GROUP BY day HAVING SUM(traces) > 0
            """;

    private static final String TOOLS = """
            SELECT tool_name, SUM(calls)::bigint, SUM(errors)::bigint, SUM(duration_ms_sum)::bigint,
              SUM(duration_count)::bigint
            FROM tool_figures GROUP BY tool_name HAVING SUM(calls) > 0
            """;

    private FigureReads() {}

    static Totals totals(WritingConnection connection) throws SQLException {
        Map<String, ToolFigures> tools;
        try (ResultSet row = connection.query(TOOLS)) {
            tools = OverviewRows.tools(row);
        }
        try (ResultSet row = connection.query(TOTALS)) {
            row.next();
            return new Totals(
                    row.getLong("sessions"),
                    row.getLong("active_sessions"),
                    OverviewRows.figures(Columns.of(row)),
                    tools);
        }
    }

    /** The figures of these days; one without traces is left out. */
    static Future<Map<Long, DayFigures>> days(Pool readers, long first, int count) {
        return readers.preparedQuery(DAYS)
                .execute(Tuple.of(first, first + count))
                .map(OverviewRows::days);
    }
}
