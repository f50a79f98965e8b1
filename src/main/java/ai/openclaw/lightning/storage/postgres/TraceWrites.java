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
import ai.openclaw.lightning.storage.rows.TableColumns;
import ai.openclaw.lightning.storage.rows.VerdictRows;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The states of traces that a writing transaction stores. PostgreSQL writes the whole row anew whatever is set in it, and an
 * index only where a value changed, so one statement sets all of it.
 */
final class TraceWrites {

    private static final TableColumns COLUMNS = TableColumns.of("""
            trace_id TEXT, received_at BIGINT, session_key TEXT, status TEXT, start_time BIGINT, started_at BIGINT,
            end_time BIGINT, agent_id TEXT, model TEXT, task_key TEXT, prompt_version TEXT, origin TEXT,
            parent_trace_id TEXT, sender TEXT, success BOOLEAN, success_source TEXT, success_at BIGINT, failure TEXT,
            other_verdicts TEXT, reward DOUBLE PRECISION, reward_source TEXT, reward_at BIGINT, tokens_used BIGINT,
            tokens_at BIGINT, latency_ms BIGINT, latency_at BIGINT, tools_used TEXT, tool_count BIGINT,
            last_event_at BIGINT, last_timestamp BIGINT, message TEXT, message_cut BOOLEAN, metadata TEXT,
            metadata_cut BOOLEAN, end_metadata TEXT, end_metadata_cut BOOLEAN, arms TEXT
            """);

    private static final String INSERT =
            "INSERT INTO traces (" + COLUMNS.list() + ") SELECT * FROM " + RowArrays.table(COLUMNS);

    /**
     * What is set is set together: each expression sees the row as it was, and so does the second sum. How many bytes more are
     * stored then only the server knows, so it adds them to this bridge's sum itself.
     */
    private static final String UPDATE = "WITH changed AS (UPDATE traces t SET "
            + COLUMNS.names().stream()
                    .filter(column -> !column.equals("trace_id") && !column.equals("received_at"))
                    .map(TraceWrites::set)
                    .collect(Collectors.joining(", "))
            + " FROM " + RowArrays.table(COLUMNS) + " AS n (" + COLUMNS.list() + ") WHERE t.trace_id = n.trace_id"
            + " RETURNING " + StoredBytes.OF_TRACE + " AS bytes)"
            + " INSERT INTO counters AS c (name, instance, value)"
            + " SELECT 'bytes', ?, (SELECT COALESCE(SUM(bytes), 0) FROM changed)"
            + " - (SELECT COALESCE(SUM(" + StoredBytes.OF_TRACE + "), 0) FROM traces t WHERE t.trace_id = ANY (?))"
            + " ON CONFLICT (name, instance) DO UPDATE SET value = c.value + excluded.value";

    /** The first arms of a trace are the ones it is counted under. */
    private static final TableColumns ASSIGNMENT = TableColumns.of("trace_id TEXT, assigned_at BIGINT");

    private static final String ASSIGN = "INSERT INTO assignments (" + ASSIGNMENT.list() + ") SELECT * FROM "
            + RowArrays.table(ASSIGNMENT) + " ON CONFLICT DO NOTHING";

    private TraceWrites() {}

    /** A text is set where there is none yet. */
    private static String set(String column) {
        return column + " = "
                + switch (column) {
                    case "message", "metadata", "end_metadata", "arms" ->
                        String.format(Locale.ROOT, "COALESCE(t.%1$s, n.%1$s)", column);
                    case "message_cut", "metadata_cut", "end_metadata_cut" ->
                        String.format(
                                Locale.ROOT,
                                "CASE WHEN t.%s IS NULL THEN n.%2$s ELSE t.%2$s END",
                                column.replace("_cut", ""),
                                column);
                    default -> "n." + column;
                };
    }

    /** Stores them with the next {@link WritingConnection#send}; how many bytes the new ones take. */
    static long store(WritingConnection connection, String instance, List<TraceChange> changes) {
        List<TraceChange> created =
                changes.stream().filter(change -> change.before() == null).toList();
        if (!created.isEmpty()) {
            connection.later(INSERT, RowArrays.of(COLUMNS, rows(created)));
        }
        update(
                connection,
                instance,
                changes.stream().filter(change -> change.before() != null).toList());
        assign(connection, changes);
        return created.stream()
                .mapToLong(change -> StoredBytes.TRACE + bytes(text(change)))
                .sum();
    }

    private static void update(WritingConnection connection, String instance, List<TraceChange> changed) {
        if (!changed.isEmpty()) {
            List<Object> values = new ArrayList<>(Arrays.asList(RowArrays.of(COLUMNS, rows(changed))));
            values.add(instance);
            values.add(changed.stream().map(change -> change.state().traceId()).toList());
            connection.later(UPDATE, values.toArray());
        }
    }

    private static void assign(WritingConnection connection, List<TraceChange> changes) {
        List<Object[]> assigned = changes.stream()
                .filter(change -> !text(change).arms().isEmpty())
                .map(change ->
                        new Object[] {change.state().traceId(), change.state().lastEventAt()})
                .toList();
        if (!assigned.isEmpty()) {
            connection.later(ASSIGN, RowArrays.of(ASSIGNMENT, assigned));
        }
    }

    private static List<Object[]> rows(List<TraceChange> changes) {
        return changes.stream().map(TraceWrites::row).toList();
    }

    private static Text text(TraceChange change) {
        return change.text() == null ? Text.NONE : change.text();
    }

    private static long bytes(Text text) {
        return StoredText.bytes(StoredText.plain(text.message()))
                + StoredText.bytes(StoredText.json(text.metadata()))
                + StoredText.bytes(StoredText.json(text.endMetadata()));
    }

    private static Object[] row(TraceChange change) {
        TraceState state = change.state();
        Lifecycle lifecycle = state.lifecycle();
        Labels labels = state.labels();
        Text text = text(change);
        List<Object> values = new ArrayList<>(Arrays.asList(
                state.traceId(),
                state.receivedAt(),
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
        return values.toArray();
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
