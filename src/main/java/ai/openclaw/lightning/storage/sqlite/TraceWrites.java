package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.NewRows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The statements of one writing transaction. They never start it with a read: a deferred transaction that has read
 * first gets SQLITE_BUSY at once when another process wrote in between, whatever the busy timeout.
 */
final class TraceWrites {

    private static final String INSERT_CALL = """
            INSERT INTO tool_calls (trace_id, tool_name, params, result, error, timestamp, call_id, duration_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_REWARD = """
            INSERT INTO rewards (trace_id, reward_id, source, success, value, reward, tokens_used, expected_tokens,
              latency_ms, user_rating, metadata, timestamp)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_TRACE = """
            INSERT INTO traces (session_key, status, start_time, end_time, agent_id, model, task_key, prompt_version,
              success, success_source, success_at, reward, reward_source, reward_at, tokens_used, tokens_at, latency_ms,
              latency_at, tools_used, tool_count, last_event_at, last_timestamp, trace_id, received_at, message,
              metadata, end_metadata, arms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Columns that are indexed or seldom change; apart, because setting an indexed column rewrites its indexes. */
    private static final String UPDATE_LIFECYCLE = """
            UPDATE traces SET session_key = ?, status = ?, start_time = ?, end_time = ?, agent_id = ?, model = ?,
              task_key = ?, prompt_version = ?
            WHERE trace_id = ?
            """;

    private static final String UPDATE_CONTENT = """
            UPDATE traces SET success = ?, success_source = ?, success_at = ?, reward = ?, reward_source = ?,
              reward_at = ?, tokens_used = ?, tokens_at = ?, latency_ms = ?, latency_at = ?, tools_used = ?,
              tool_count = ?, last_event_at = ?, last_timestamp = ?
            WHERE trace_id = ?
            """;

    private static final String UPDATE_TEXT = """
            UPDATE traces SET message = COALESCE(message, ?), metadata = COALESCE(metadata, ?),
              end_metadata = COALESCE(end_metadata, ?), arms = COALESCE(arms, ?)
            WHERE trace_id = ?
            """;

    private static final String ADD_DAY = """
            INSERT INTO daily_figures (day, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
              tokens_used, tool_calls, tool_errors, rewards, reward_sum, reward_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (day) DO UPDATE SET traces = traces + excluded.traces, ended = ended + excluded.ended,
              abandoned = abandoned + excluded.abandoned, successes = successes + excluded.successes,
              failures = failures + excluded.failures, latency_ms_sum = latency_ms_sum + excluded.latency_ms_sum,
              latency_count = latency_count + excluded.latency_count, tokens_used = tokens_used + excluded.tokens_used,
              tool_calls = tool_calls + excluded.tool_calls, tool_errors = tool_errors + excluded.tool_errors,
              rewards = rewards + excluded.rewards, reward_sum = reward_sum + excluded.reward_sum,
              reward_count = reward_count + excluded.reward_count
            """;

    private static final String ADD_TOOL = """
            INSERT INTO tool_figures (tool_name, calls, errors, duration_ms_sum, duration_count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tool_name) DO UPDATE SET calls = calls + excluded.calls, errors = errors + excluded.errors,
              duration_ms_sum = duration_ms_sum + excluded.duration_ms_sum,
              duration_count = duration_count + excluded.duration_count
            """;

    private static final String ADD_SESSIONS = """
            INSERT INTO counters (name, value) VALUES ('sessions', ?)
            ON CONFLICT (name) DO UPDATE SET value = value + excluded.value
            """;

    private TraceWrites() {}

    static Future<NewRows.Inserted> insert(SqlConnection connection, NewRows rows) {
        List<Tuple> calls = new ArrayList<>(rows.calls().size());
        rows.calls().forEach(call -> calls.add(callValues(call)));
        List<Tuple> rewards = new ArrayList<>(rows.rewards().size());
        rows.rewards().forEach(reward -> rewards.add(rewardValues(reward)));
        return insertNew(connection, INSERT_CALL, calls)
                .compose(newCalls -> insertNew(connection, INSERT_REWARD, rewards)
                        .map(newRewards -> new NewRows.Inserted(newCalls, newRewards)));
    }

    /** Which of the rows were not there before. */
    private static Future<BitSet> insertNew(SqlConnection connection, String sql, List<Tuple> rows) {
        BitSet inserted = new BitSet(rows.size());
        if (rows.isEmpty()) {
            return Future.succeededFuture(inserted);
        }
        return connection.preparedQuery(sql).executeBatch(rows).map(counts -> {
            int index = 0;
            for (Row count : counts) { // the JDBC client answers a batch with one row a statement: rows changed
                inserted.set(index++, count.getInteger(0) > 0);
            }
            return inserted;
        });
    }

    static Future<Void> store(SqlConnection connection, Changes changes) {
        List<Tuple> created = new ArrayList<>();
        List<Tuple> lifecycle = new ArrayList<>();
        List<Tuple> content = new ArrayList<>();
        List<Tuple> text = new ArrayList<>();
        for (TraceChange change : changes.traces()) {
            TraceState state = change.state();
            if (change.before() == null) {
                created.add(createdValues(state, change.text()));
                continue;
            }
            if (!sameLifecycle(change.before(), state)) {
                lifecycle.add(lifecycleValues(state).addString(state.traceId()));
            }
            Tuple values = Tuple.tuple();
            addContent(values, state);
            content.add(values.addString(state.traceId()));
            if (change.text() != null) {
                text.add(textValues(change.text()).addString(state.traceId()));
            }
        }
        List<Tuple> days = new ArrayList<>();
        changes.days().forEach((day, figures) -> days.add(dayValues(day, figures)));
        List<Tuple> tools = new ArrayList<>();
        changes.tools().forEach((name, figures) -> tools.add(toolValues(name, figures)));
        List<Tuple> sessions = changes.sessions() == 0 ? List.of() : List.of(Tuple.of(changes.sessions()));
        Future<Void> done = batch(connection, INSERT_TRACE, created);
        for (var statement : List.of(
                Map.entry(UPDATE_LIFECYCLE, lifecycle),
                Map.entry(UPDATE_CONTENT, content),
                Map.entry(UPDATE_TEXT, text),
                Map.entry(ADD_DAY, days),
                Map.entry(ADD_TOOL, tools),
                Map.entry(ADD_SESSIONS, sessions))) {
            done = done.compose(v -> batch(connection, statement.getKey(), statement.getValue()));
        }
        return done;
    }

    private static Future<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<RowSet<Row>> done = connection.preparedQuery(sql).executeBatch(rows);
        return done.mapEmpty();
    }

    private static Tuple callValues(NewRows.Call row) {
        TraceEvent.ToolCall call = row.event();
        return Tuple.tuple(Arrays.asList(
                row.traceId(),
                call.toolName(),
                call.params(),
                call.result(),
                call.error(),
                call.timestamp(),
                call.callId(),
                call.durationMs()));
    }

    private static Tuple rewardValues(NewRows.Reward row) {
        TraceEvent.Reward reward = row.event();
        return Tuple.tuple(Arrays.asList(
                row.traceId(),
                reward.rewardId(),
                reward.source().jsonName(),
                reward.success(),
                reward.value(),
                reward.reward(),
                reward.tokensUsed(),
                reward.expectedTokens(),
                reward.latencyMs(),
                reward.userRating(),
                reward.metadata(),
                reward.timestamp()));
    }

    private static boolean sameLifecycle(TraceState before, TraceState state) {
        return before.lifecycle().equals(state.lifecycle())
                && before.sessionKey().equals(state.sessionKey())
                && before.labels().equals(state.labels());
    }

    private static Tuple createdValues(TraceState state, Text text) {
        Tuple values = lifecycleValues(state);
        addContent(values, state);
        values.addString(state.traceId()).addLong(state.receivedAt());
        Tuple textValues = textValues(text == null ? Text.NONE : text);
        for (int i = 0; i < textValues.size(); i++) {
            values.addValue(textValues.getValue(i));
        }
        return values;
    }

    private static Tuple lifecycleValues(TraceState state) {
        return Tuple.tuple()
                .addString(state.sessionKey())
                .addString(state.lifecycle().status().jsonName())
                .addLong(state.lifecycle().startTime())
                .addLong(state.lifecycle().endTime())
                .addString(state.labels().agentId())
                .addString(state.labels().model())
                .addString(state.labels().taskKey())
                .addString(state.labels().promptVersion());
    }

    private static void addContent(Tuple values, TraceState state) {
        addSourced(values, state.outcome().success());
        addSourced(values, state.outcome().reward());
        addTimed(values, state.outcome().tokensUsed());
        addTimed(values, state.outcome().latencyMs());
        values.addString(new JsonArray(state.tools().used()).encode())
                .addLong(state.tools().count())
                .addLong(state.lastEventAt())
                .addLong(state.lastTimestamp());
    }

    private static void addSourced(Tuple values, Sourced<?> sourced) {
        values.addValue(sourced == null ? null : sourced.value())
                .addString(sourced == null ? null : sourced.source().jsonName())
                .addLong(sourced == null ? null : Long.valueOf(sourced.at()));
    }

    private static void addTimed(Tuple values, Timed timed) {
        values.addLong(timed == null ? null : Long.valueOf(timed.value()))
                .addLong(timed == null ? null : Long.valueOf(timed.at()));
    }

    private static Tuple textValues(Text text) {
        return Tuple.of(text.message(), text.metadata(), text.endMetadata(), armsJson(text.arms()));
    }

    private static String armsJson(List<ArmAssignment> arms) {
        if (arms.isEmpty()) {
            return null;
        }
        JsonArray array = new JsonArray();
        for (ArmAssignment arm : arms) {
            array.add(new JsonObject()
                    .put("experiment", arm.experiment())
                    .put("arm", arm.arm())
                    .put("probability", arm.probability())
                    .put("applied", arm.applied()));
        }
        return array.encode();
    }

    private static Tuple dayValues(long day, DayFigures figures) {
        return Tuple.tuple(Arrays.asList(
                day,
                figures.traces(),
                figures.ended(),
                figures.abandoned(),
                figures.successes(),
                figures.failures(),
                figures.latencyMsSum(),
                figures.latencyCount(),
                figures.tokensUsed(),
                figures.toolCalls(),
                figures.toolErrors(),
                figures.rewards(),
                figures.rewardSum(),
                figures.rewardCount()));
    }

    private static Tuple toolValues(String name, ToolFigures figures) {
        return Tuple.of(name, figures.calls(), figures.errors(), figures.durationMsSum(), figures.durationCount());
    }
}
