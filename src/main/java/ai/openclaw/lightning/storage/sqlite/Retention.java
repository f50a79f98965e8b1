package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deleted;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deletes the oldest trace, a bounded number of rows at a time, and takes it off the figures. */
final class Retention {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private static final String OLDEST = """
            SELECT t.trace_id, t.session_key, t.status, t.start_time, t.end_time, t.success, t.success_source,
              t.success_at, t.reward, t.reward_source, t.reward_at, t.tokens_used, t.tokens_at, t.latency_ms, t.latency_at,
              t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count, t.received_at,
              t.last_event_at, t.last_timestamp
            FROM traces t WHERE t.received_at < ? AND t.status <> 'open' ORDER BY t.received_at LIMIT 1
            """;

    private Retention() {}

    /** The trace is found by a reading connection, so that the transaction starts with a write. */
    static Future<Deleted> deleteOldest(Pool readers, Pool writer, long receivedBefore, int rowsMax) {
        return readers.preparedQuery(OLDEST).execute(Tuple.of(receivedBefore)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Deleted.NOTHING);
            }
            TraceState trace = Rows.state(rows.iterator().next());
            return writer.withTransaction(connection -> deletePart(connection, trace, rowsMax));
        });
    }

    private static Future<Deleted> deletePart(SqlConnection connection, TraceState trace, int rowsMax) {
        return delete(connection, DELETE_CALLS, trace, rowsMax)
                .compose(calls -> delete(connection, DELETE_REWARDS, trace, rowsMax - calls.size())
                        .compose(rewards -> {
                            boolean gone = calls.size() + rewards.size() < rowsMax;
                            return finish(connection, trace, gone)
                                    .map(lastOfSession -> deletedOf(trace, calls, rewards, gone, lastOfSession));
                        }))
                .compose(deleted ->
                        TraceWrites.store(connection, changesOf(trace, deleted)).map(deleted));
    }

    private static final String DELETE_CALLS = """
            DELETE FROM tool_calls WHERE id IN (SELECT id FROM tool_calls WHERE trace_id = ? LIMIT ?)
            RETURNING error IS NOT NULL AS failed, duration_ms,
              (SELECT COALESCE(MAX(f.tool_name), '') FROM tool_figures f WHERE f.tool_name = tool_calls.tool_name)
                AS counted_name
            """;

    private static final String DELETE_REWARDS = """
            DELETE FROM rewards WHERE id IN (SELECT id FROM rewards WHERE trace_id = ? LIMIT ?)
            RETURNING reward
            """;

    private static Future<RowSet<Row>> delete(SqlConnection connection, String sql, TraceState trace, int limit) {
        return connection.preparedQuery(sql).execute(Tuple.of(trace.traceId(), limit));
    }

    /** Deletes the trace itself if it is empty now; whether its session has no trace any more. */
    private static Future<Boolean> finish(SqlConnection connection, TraceState trace, boolean gone) {
        if (!gone) {
            return Future.succeededFuture(false);
        }
        return connection
                .preparedQuery("DELETE FROM traces WHERE trace_id = ?")
                .execute(Tuple.of(trace.traceId()))
                .compose(v -> connection
                        .preparedQuery("SELECT trace_id FROM traces WHERE session_key = ? LIMIT 1")
                        .execute(Tuple.of(trace.sessionKey())))
                .map(rest -> rest.size() == 0);
    }

    private static Deleted deletedOf(
            TraceState trace, RowSet<Row> calls, RowSet<Row> rewards, boolean gone, boolean lastOfSession) {
        Map<String, ToolFigures> tools = new HashMap<>();
        long errors = 0;
        for (Row row : calls) {
            boolean failed = Rows.longOf(row, "failed", 0) != 0;
            errors += failed ? 1 : 0;
            tools.merge(
                    Rows.textOf(row, "counted_name"),
                    ToolFigures.of(failed, Rows.longOf(row, "duration_ms")),
                    ToolFigures::plus);
        }
        DayFigures figures = DayFigures.ofToolErrors(errors);
        for (Row row : rewards) {
            figures = figures.plus(DayFigures.ofReward(Rows.doubleOf(row, "reward")));
        }
        if (gone) {
            figures = figures.plus(DayFigures.of(trace));
        }
        return new Deleted(trace.traceId(), gone, figures, tools, lastOfSession ? 1 : 0);
    }

    private static Changes changesOf(TraceState trace, Deleted deleted) {
        Map<String, ToolFigures> tools = new HashMap<>();
        deleted.tools().forEach((name, figures) -> tools.put(name, figures.negated()));
        return new Changes(
                List.of(),
                Map.of(trace.receivedAt() / DAY_MS, deleted.figures().negated()),
                tools,
                -deleted.sessions());
    }
}
