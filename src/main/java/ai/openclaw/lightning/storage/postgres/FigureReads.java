package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.LabelledSeriesSql;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import ai.openclaw.lightning.storage.rows.SeriesSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The sums over the rows of all bridges: all of them together for the writer, single steps of time for others. */
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
            FROM hourly_figures
            """;

    private static final SeriesSql SERIES = new SeriesSql(
            SUMS, "SUM(traces)::bigint", new LabelledSeriesSql("traces", "id", "tool_calls", " COLLATE \"C\""));

    private static final String EVENTS = """
            SELECT (SELECT COUNT(error) FROM tool_calls WHERE trace_id = ?), COUNT(*), COALESCE(SUM(reward), 0),
              COUNT(reward)
            FROM rewards WHERE trace_id = ?
            """;

    private static final String TOOLS = """
            SELECT tool_name, SUM(calls)::bigint, SUM(errors)::bigint, SUM(duration_ms_sum)::bigint,
              SUM(duration_count)::bigint
            FROM tool_figures GROUP BY tool_name HAVING SUM(calls) > 0
            """;

    private static final String DURATIONS =
            "SELECT ms, SUM(traces)::bigint FROM hourly_durations GROUP BY ms HAVING SUM(traces) > 0";

    private FigureReads() {}

    static Totals totals(WritingConnection connection) throws SQLException {
        Map<String, ToolFigures> tools;
        try (ResultSet row = connection.query(TOOLS)) {
            tools = OverviewRows.tools(row);
        }
        Durations durations;
        try (ResultSet row = connection.query(DURATIONS)) {
            durations = OverviewRows.durations(row);
        }
        try (ResultSet row = connection.query(TOTALS)) {
            row.next();
            return new Totals(
                    row.getLong("sessions"),
                    row.getLong("active_sessions"),
                    OverviewRows.figures(Columns.of(row), durations),
                    tools);
        }
    }

    /** The failed calls and the rewards of a trace. */
    static TraceFigures events(WritingConnection connection, String traceId) throws SQLException {
        try (ResultSet row = connection.query(EVENTS, traceId, traceId)) {
            row.next();
            return TraceFigures.ofEvents(row.getLong(1), row.getLong(2), row.getDouble(3), row.getLong(4));
        }
    }

    static Future<Series> series(Pool readers, SeriesQuery query) {
        return SERIES.read(readers, query);
    }
}
