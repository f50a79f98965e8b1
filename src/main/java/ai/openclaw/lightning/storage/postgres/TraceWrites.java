package ai.openclaw.lightning.storage.postgres;

import static ai.openclaw.lightning.storage.rows.ContentColumns.isCut;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import ai.openclaw.lightning.storage.ArmsJson;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.rows.VerdictRows;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states of traces that a writing transaction stores. PostgreSQL writes the whole row anew whatever is set in it, and an
 * index only where a value changed, so one statement sets all of it.
 */
final class TraceWrites {

    private static final String INSERT_TRACE = """
            INSERT INTO traces (session_key, status, start_time, started_at, end_time, agent_id, model, task_key,
              prompt_version, origin, parent_trace_id, sender, success, success_source, success_at, failure, other_verdicts,
              reward, reward_source, reward_at, tokens_used, tokens_at, latency_ms, latency_at, tools_used, tool_count,
              last_event_at, last_timestamp, message, message_cut, metadata, metadata_cut, end_metadata,
              end_metadata_cut, arms, trace_id, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              ?, ?, ?)
            """;

    /** What is set is set together: each expression sees the row as it was. */
    private static final String UPDATE_TRACE = """
            UPDATE traces SET session_key = ?, status = ?, start_time = ?, started_at = ?, end_time = ?, agent_id = ?,
              model = ?, task_key = ?, prompt_version = ?, origin = ?, parent_trace_id = ?, sender = ?, success = ?,
              success_source = ?, success_at = ?, failure = ?, other_verdicts = ?, reward = ?, reward_source = ?,
              reward_at = ?, tokens_used = ?, tokens_at = ?, latency_ms = ?, latency_at = ?, tools_used = ?,
              tool_count = ?, last_event_at = ?, last_timestamp = ?,
              message = COALESCE(message, ?), message_cut = CASE WHEN message IS NULL THEN ? ELSE message_cut END,
              metadata = COALESCE(metadata, ?), metadata_cut = CASE WHEN metadata IS NULL THEN ? ELSE metadata_cut END,
              end_metadata = COALESCE(end_metadata, ?),
              end_metadata_cut = CASE WHEN end_metadata IS NULL THEN ? ELSE end_metadata_cut END,
              arms = COALESCE(arms, ?)
            WHERE trace_id = ?
            """;

    /** The first arms of a trace are the ones it is counted under. */
    private static final String INSERT_ASSIGNMENT =
            "INSERT INTO assignments (trace_id, assigned_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String BYTES =
            "SELECT COALESCE(SUM(" + StoredBytes.OF_TRACE + "), 0)::bigint FROM traces t WHERE t.trace_id = ANY (?)";

    private TraceWrites() {}

    /** Stores them; how many bytes more are stored now. */
    static long store(WritingConnection connection, List<TraceChange> changes) throws SQLException {
        List<TraceChange> created =
                changes.stream().filter(change -> change.before() == null).toList();
        List<TraceChange> changed =
                changes.stream().filter(change -> change.before() != null).toList();
        long bytes = 0;
        for (TraceChange change : created) {
            List<Object> values = values(change);
            values.add(change.state().traceId());
            values.add(change.state().receivedAt());
            connection.addBatch(INSERT_TRACE, values.toArray());
            bytes += StoredBytes.TRACE + bytes(text(change));
        }
        execute(connection, INSERT_TRACE, created);
        bytes += update(connection, changed);
        assign(connection, changes);
        return bytes;
    }

    private static long update(WritingConnection connection, List<TraceChange> changed) throws SQLException {
        List<String> withText = changed.stream()
                .filter(change -> bytes(text(change)) > 0)
                .map(change -> change.state().traceId())
                .toList();
        long before = withText.isEmpty() ? 0 : stored(connection, withText);
        for (TraceChange change : changed) {
            List<Object> values = values(change);
            values.add(change.state().traceId());
            connection.addBatch(UPDATE_TRACE, values.toArray());
        }
        execute(connection, UPDATE_TRACE, changed);
        return withText.isEmpty() ? 0 : stored(connection, withText) - before;
    }

    private static long stored(WritingConnection connection, List<String> traceIds) throws SQLException {
        try (ResultSet row = connection.query(BYTES, traceIds)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void assign(WritingConnection connection, List<TraceChange> changes) throws SQLException {
        List<TraceChange> assigned = changes.stream()
                .filter(change -> !text(change).arms().isEmpty())
                .toList();
        for (TraceChange change : assigned) {
            connection.addBatch(
                    INSERT_ASSIGNMENT, change.state().traceId(), change.state().lastEventAt());
        }
        execute(connection, INSERT_ASSIGNMENT, assigned);
    }

    private static void execute(WritingConnection connection, String sql, List<TraceChange> changes)
            throws SQLException {
        if (!changes.isEmpty()) {
            int[] counts = connection.executeBatch(sql);
            if (counts.length != changes.size()) {
                throw new SQLException("a batch was executed in part");
            }
        }
    }

    private static Text text(TraceChange change) {
        return change.text() == null ? Text.NONE : change.text();
    }

    private static long bytes(Text text) {
        return StoredText.bytes(StoredText.plain(text.message()))
                + StoredText.bytes(StoredText.json(text.metadata()))
                + StoredText.bytes(StoredText.json(text.endMetadata()));
    }

    /** Of the columns that both statements set, in their order. */
    private static List<Object> values(TraceChange change) {
        TraceState state = change.state();
        Lifecycle lifecycle = state.lifecycle();
        Labels labels = state.labels();
        Text text = text(change);
        List<Object> values = new ArrayList<>(Arrays.asList(
                state.sessionKey(),
                lifecycle.status().jsonName(),
                lifecycle.startTime(),
                lifecycle.startedAt(),
                lifecycle.endTime(),
                labels.agentId(),
                labels.model(),
                labels.taskKey(),
                labels.promptVersion(),
                labels.origin() == null ? null : labels.origin().jsonName(),
                labels.parentTraceId(),
                labels.sender()));
        addOutcome(values, state.outcome());
        values.addAll(Arrays.asList(
                StoredText.json(new JsonArray(state.tools().used()).encode()),
                state.tools().count(),
                state.lastEventAt(),
                state.lastTimestamp(),
                StoredText.plain(text.message()),
                isCut(text.message()),
                StoredText.json(text.metadata()),
                isCut(text.metadata()),
                StoredText.json(text.endMetadata()),
                isCut(text.endMetadata()),
                ArmsJson.of(text.arms())));
        return values;
    }

    private static void addOutcome(List<Object> values, TraceState.Outcome outcome) {
        Verdict verdict = outcome.verdicts().counting();
        Sourced<Double> reward = outcome.reward();
        Timed tokens = outcome.tokensUsed();
        Timed latency = outcome.latencyMs();
        values.addAll(Arrays.asList(
                verdict == null ? null : verdict.success(),
                verdict == null ? null : verdict.source().jsonName(),
                verdict == null ? null : verdict.at(),
                verdict == null ? null : verdict.failure(),
                VerdictRows.others(outcome.verdicts()),
                reward == null ? null : reward.value(),
                reward == null ? null : reward.source().jsonName(),
                reward == null ? null : reward.at(),
                tokens == null ? null : tokens.value(),
                tokens == null ? null : tokens.at(),
                latency == null ? null : latency.value(),
                latency == null ? null : latency.at()));
    }
}
