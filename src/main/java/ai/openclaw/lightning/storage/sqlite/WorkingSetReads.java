package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the writer reads before it writes; on a reading connection, since nothing else writes meanwhile. */
final class WorkingSetReads {

    private static final String WANTED = """
            WITH named (id, session_key) AS (
              SELECT rowid, session_key FROM traces WHERE trace_id IN (SELECT value FROM json_each(?))),
            keys (session_key) AS (SELECT value FROM json_each(?) UNION SELECT session_key FROM named),
            wanted (id) AS (
              SELECT id FROM named
              UNION
              SELECT t.rowid FROM keys JOIN traces t ON t.rowid IN (
                SELECT o.rowid FROM traces o WHERE o.session_key = keys.session_key AND o.status = 'open'
                ORDER BY o.start_time DESC LIMIT %d)
              UNION
              SELECT (SELECT t.rowid FROM traces t WHERE t.session_key = keys.session_key
                ORDER BY t.start_time DESC, t.rowid DESC LIMIT 1) FROM keys)
            SELECT t.trace_id, t.session_key, t.status, t.start_time, t.end_time, t.success, t.success_source,
              t.success_at, t.reward, t.reward_source, t.reward_at, t.tokens_used, t.tokens_at, t.latency_ms, t.latency_at,
              t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count, t.received_at,
              t.last_event_at, t.last_timestamp
            FROM wanted JOIN traces t ON t.rowid = wanted.id
            ORDER BY t.start_time, t.rowid
            """.formatted(WorkingSet.OPEN_TRACES_MAX);

    private WorkingSetReads() {}

    static Future<WorkingSet> load(Pool readers, WorkingSet.Keys keys) {
        return readers.preparedQuery(WANTED)
                .execute(Tuple.of(jsonOf(keys.traceIds()), jsonOf(keys.sessionKeys())))
                .map(WorkingSetReads::workingSet);
    }

    private static String jsonOf(Iterable<String> keys) {
        JsonArray array = new JsonArray();
        keys.forEach(array::add);
        return array.encode();
    }

    private static WorkingSet workingSet(RowSet<Row> rows) {
        Map<String, TraceState> traces = new HashMap<>();
        Map<String, List<TraceState>> bySession = new HashMap<>();
        for (Row row : rows) {
            TraceState state = Rows.state(row);
            traces.put(state.traceId(), state);
            bySession
                    .computeIfAbsent(state.sessionKey(), key -> new ArrayList<>())
                    .add(state);
        }
        Map<String, WorkingSet.Session> sessions = new HashMap<>();
        bySession.forEach((key, states) -> sessions.put(key, sessionOf(states)));
        return new WorkingSet(traces, sessions);
    }

    /** {@code states} come in the order of their start. */
    private static WorkingSet.Session sessionOf(List<TraceState> states) {
        List<String> open = states.stream()
                .filter(TraceState::open)
                .map(TraceState::traceId)
                .toList();
        return new WorkingSet.Session(open, states.get(states.size() - 1).traceId());
    }

    static Future<List<String>> idleTraces(Pool readers, long lastEventBefore, int limit) {
        return readers.preparedQuery(
                        "SELECT trace_id FROM traces WHERE status = 'open' AND last_event_at < ? ORDER BY rowid LIMIT ?")
                .execute(Tuple.of(lastEventBefore, limit))
                .map(rows -> {
                    List<String> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(Rows.textOf(row, "trace_id")));
                    return ids;
                });
    }

    static Future<Totals> totals(Pool readers) {
        return readers.withConnection(connection -> connection
                .query("""
                        SELECT SUM(traces) AS traces, SUM(ended) AS ended, SUM(abandoned) AS abandoned,
                          SUM(successes) AS successes, SUM(failures) AS failures, SUM(latency_ms_sum) AS latency_ms_sum,
                          SUM(latency_count) AS latency_count, SUM(tokens_used) AS tokens_used,
                          SUM(tool_calls) AS tool_calls, SUM(tool_errors) AS tool_errors, SUM(rewards) AS rewards,
                          SUM(reward_sum) AS reward_sum, SUM(reward_count) AS reward_count,
                          (SELECT value FROM counters WHERE name = 'sessions') AS sessions,
                          (SELECT COUNT(DISTINCT session_key) FROM traces WHERE status = 'open') AS active_sessions
                        FROM daily_figures
                        """)
                .execute()
                .compose(days -> connection
                        .query("SELECT tool_name, calls, errors, duration_ms_sum, duration_count FROM tool_figures")
                        .execute()
                        .map(tools -> totalsOf(days.iterator().next(), tools))));
    }

    private static Totals totalsOf(Row row, RowSet<Row> toolRows) {
        Map<String, ToolFigures> tools = new HashMap<>();
        for (Row tool : toolRows) {
            tools.put(
                    Rows.textOf(tool, "tool_name"),
                    new ToolFigures(
                            Rows.longOf(tool, "calls", 0),
                            Rows.longOf(tool, "errors", 0),
                            Rows.longOf(tool, "duration_ms_sum", 0),
                            Rows.longOf(tool, "duration_count", 0)));
        }
        Double rewardSum = Rows.doubleOf(row, "reward_sum");
        DayFigures figures = new DayFigures(
                Rows.longOf(row, "traces", 0),
                Rows.longOf(row, "ended", 0),
                Rows.longOf(row, "abandoned", 0),
                Rows.longOf(row, "successes", 0),
                Rows.longOf(row, "failures", 0),
                Rows.longOf(row, "latency_ms_sum", 0),
                Rows.longOf(row, "latency_count", 0),
                Rows.longOf(row, "tokens_used", 0),
                Rows.longOf(row, "tool_calls", 0),
                Rows.longOf(row, "tool_errors", 0),
                Rows.longOf(row, "rewards", 0),
                rewardSum == null ? 0 : rewardSum,
                Rows.longOf(row, "reward_count", 0));
        return new Totals(Rows.longOf(row, "sessions", 0), Rows.longOf(row, "active_sessions", 0), figures, tools);
    }
}
