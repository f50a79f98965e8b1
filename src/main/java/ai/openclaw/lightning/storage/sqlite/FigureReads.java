package ai.openclaw.lightning.storage.sqlite;

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

/** The stored sums: all of them together for the writer, single steps of time for others. */
final class FigureReads {

    private static final String SUMS = """
            SUM(traces) AS traces, SUM(ended) AS ended, SUM(abandoned) AS abandoned, SUM(successes) AS successes,
              SUM(failures) AS failures, SUM(latency_ms_sum) AS latency_ms_sum, SUM(latency_count) AS latency_count,
              SUM(tokens_used) AS tokens_used, SUM(tool_calls) AS tool_calls, SUM(tool_errors) AS tool_errors,
              SUM(rewards) AS rewards, SUM(reward_sum) AS reward_sum, SUM(reward_count) AS reward_count
            """;

    private static final String TOTALS = "SELECT " + SUMS + """
            , (SELECT value FROM counters WHERE name = 'sessions') AS sessions,
              (SELECT COUNT(DISTINCT session_key) FROM traces INDEXED BY traces_open WHERE status = 'open')
                AS active_sessions
            FROM hourly_figures
            """;

    static final LabelledSeriesSql LABELLED = new LabelledSeriesSql(
            "traces INDEXED BY traces_start", "rowid", "tool_calls INDEXED BY tool_calls_failed", "");

    private static final SeriesSql SERIES = new SeriesSql(SUMS, "SUM(traces)", LABELLED);

    private static final String EVENTS = """
            SELECT (SELECT COUNT(error) FROM tool_calls WHERE trace_id = ?), COUNT(*), COALESCE(SUM(reward), 0),
              COUNT(reward)
            FROM rewards WHERE trace_id = ?
            """;

    private static final String TOOLS =
            "SELECT tool_name, calls, errors, duration_ms_sum, duration_count FROM tool_figures";

    private static final String DURATIONS = "SELECT ms, SUM(traces) FROM hourly_durations GROUP BY ms";

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
