package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.rows.ContentColumns.isCut;
import static ai.openclaw.lightning.storage.rows.ContentColumns.text;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import ai.openclaw.lightning.storage.ArmsJson;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.rows.VerdictRows;
import io.vertx.core.json.JsonArray;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/** The states of traces that a writing transaction stores, of all traces in as few statements as there are kinds of change. */
final class TraceWrites {

    private static final String INSERT_TRACE = """
            INSERT INTO traces (trace_id, session_key, status, start_time, started_at, end_time, tools_used, tool_count,
              received_at, last_event_at, last_timestamp, message, message_cut, metadata, metadata_cut, end_metadata,
              end_metadata_cut, arms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    // One row is set by several statements, because what seldom changes is left alone: an indexed column that is set
    // costs its indexes, and a list of names its JSON.

    private static final String UPDATE_LIFECYCLE = """
            UPDATE traces SET session_key = ?, status = ?, start_time = ?, started_at = ?, end_time = ?
            WHERE trace_id = ?
            """;

    private static final String UPDATE_LABELS = """
            UPDATE traces SET agent_id = ?, model = ?, task_key = ?, prompt_version = ?, origin = ?, parent_trace_id = ?,
              sender = ?
            WHERE trace_id = ?
            """;

    private static final String UPDATE_OUTCOME = """
            UPDATE traces SET success = ?, success_source = ?, success_at = ?, failure = ?,
              other_verdicts = ?, reward = ?, reward_source = ?,
              reward_at = ?, tokens_used = ?, tokens_at = ?, latency_ms = ?, latency_at = ?
            WHERE trace_id = ?
            """;

    private static final String UPDATE_TOOLS = "UPDATE traces SET tools_used = ? WHERE trace_id = ?";

    private static final String UPDATE_COUNTS = """
            UPDATE traces SET tool_count = ?, last_event_at = ?, last_timestamp = ? WHERE trace_id = ?
            """;

    /** What is set is set together: each expression sees the row as it was. */
    private static final String UPDATE_TEXT = """
            UPDATE traces SET message = COALESCE(message, ?), message_cut = iif(message IS NULL, ?, message_cut),
              metadata = COALESCE(metadata, ?), metadata_cut = iif(metadata IS NULL, ?, metadata_cut),
              end_metadata = COALESCE(end_metadata, ?), end_metadata_cut = iif(end_metadata IS NULL, ?, end_metadata_cut),
              arms = COALESCE(arms, ?)
            WHERE trace_id = ?
            """;

    /** The first arms of a trace are the ones it is counted under. */
    private static final String INSERT_ASSIGNMENT =
            "INSERT INTO assignments (trace_id, assigned_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final List<String> IN_ORDER = List.of(
            INSERT_TRACE,
            UPDATE_LIFECYCLE,
            UPDATE_LABELS,
            UPDATE_OUTCOME,
            UPDATE_TOOLS,
            UPDATE_COUNTS,
            UPDATE_TEXT,
            INSERT_ASSIGNMENT);

    private TraceWrites() {}

    static void store(WritingConnection connection, List<TraceChange> changes) throws SQLException {
        BitSet used = new BitSet();
        for (TraceChange change : changes) {
            if (change.before() == null) {
                addCreated(connection, change, used);
            } else {
                addChanged(connection, change, used);
            }
            if (change.text() != null && !change.text().arms().isEmpty()) {
                TraceState state = change.state();
                add(connection, used, INSERT_ASSIGNMENT, state.traceId(), state.lastEventAt());
            }
        }
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            PreparedStatement statement = connection.prepared(IN_ORDER.get(i));
            statement.executeBatch();
        }
    }

    private static void addCreated(WritingConnection connection, TraceChange change, BitSet used) throws SQLException {
        TraceState state = change.state();
        Text text = change.text() == null ? Text.NONE : change.text();
        add(
                connection,
                used,
                INSERT_TRACE,
                state.traceId(),
                state.sessionKey(),
                state.lifecycle().status().jsonName(),
                state.lifecycle().startTime(),
                state.lifecycle().startedAt(),
                state.lifecycle().endTime(),
                new JsonArray(state.tools().used()).encode(),
                state.tools().count(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp(),
                text(text.message()),
                isCut(text.message()),
                text(text.metadata()),
                isCut(text.metadata()),
                text(text.endMetadata()),
                isCut(text.endMetadata()),
                ArmsJson.of(text.arms()));
        if (!state.labels().equals(TraceState.Labels.NONE)) {
            addLabels(connection, state, used);
        }
        if (!state.outcome().equals(TraceState.Outcome.UNKNOWN)) {
            addOutcome(connection, state, used);
        }
    }

    private static void addChanged(WritingConnection connection, TraceChange change, BitSet used) throws SQLException {
        TraceState before = change.before();
        TraceState state = change.state();
        if (!before.lifecycle().equals(state.lifecycle())
                || !before.sessionKey().equals(state.sessionKey())) {
            add(
                    connection,
                    used,
                    UPDATE_LIFECYCLE,
                    state.sessionKey(),
                    state.lifecycle().status().jsonName(),
                    state.lifecycle().startTime(),
                    state.lifecycle().startedAt(),
                    state.lifecycle().endTime(),
                    state.traceId());
        }
        if (!before.labels().equals(state.labels())) {
            addLabels(connection, state, used);
        }
        if (!before.outcome().equals(state.outcome())) {
            addOutcome(connection, state, used);
        }
        if (before.tools().used().size() != state.tools().used().size()) {
            add(connection, used, UPDATE_TOOLS, new JsonArray(state.tools().used()).encode(), state.traceId());
        }
        add(
                connection,
                used,
                UPDATE_COUNTS,
                state.tools().count(),
                state.lastEventAt(),
                state.lastTimestamp(),
                state.traceId());
        if (change.text() != null) {
            Text text = change.text();
            add(
                    connection,
                    used,
                    UPDATE_TEXT,
                    text(text.message()),
                    isCut(text.message()),
                    text(text.metadata()),
                    isCut(text.metadata()),
                    text(text.endMetadata()),
                    isCut(text.endMetadata()),
                    ArmsJson.of(text.arms()),
                    state.traceId());
        }
    }

    private static void addLabels(WritingConnection connection, TraceState state, BitSet used) throws SQLException {
        TraceState.Labels labels = state.labels();
        add(
                connection,
                used,
                UPDATE_LABELS,
                labels.agentId(),
                labels.model(),
                labels.taskKey(),
                labels.promptVersion(),
                labels.origin() == null ? null : labels.origin().jsonName(),
                labels.parentTraceId(),
                labels.sender(),
                state.traceId());
    }

    private static void addOutcome(WritingConnection connection, TraceState state, BitSet used) throws SQLException {
        Verdict verdict = state.outcome().verdicts().counting();
        Sourced<Double> reward = state.outcome().reward();
        Timed tokens = state.outcome().tokensUsed();
        Timed latency = state.outcome().latencyMs();
        add(
                connection,
                used,
                UPDATE_OUTCOME,
                verdict == null ? null : verdict.success(),
                verdict == null ? null : verdict.source().jsonName(),
                verdict == null ? null : verdict.at(),
                verdict == null ? null : verdict.failure(),
                VerdictRows.others(state.outcome().verdicts()),
                reward == null ? null : reward.value(),
                reward == null ? null : reward.source().jsonName(),
                reward == null ? null : reward.at(),
                tokens == null ? null : tokens.value(),
                tokens == null ? null : tokens.at(),
                latency == null ? null : latency.value(),
                latency == null ? null : latency.at(),
                state.traceId());
    }

    private static void add(WritingConnection connection, BitSet used, String sql, Object... values)
            throws SQLException {
        connection.addBatch(sql, values);
        used.set(IN_ORDER.indexOf(sql));
    }
}
