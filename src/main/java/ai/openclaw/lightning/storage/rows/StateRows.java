package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Outcome;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.TraceState.Tools;
import ai.openclaw.lightning.model.TraceStatus;
import java.sql.SQLException;

/** The states of traces, of rows with the columns of their table. */
public final class StateRows {

    /** The columns of a {@link TraceState}, of a table named {@code t}. */
    public static final String COLUMNS = """
            t.trace_id, t.session_key, t.status, t.start_time, t.started_at, t.end_time, t.agent_id, t.model, t.task_key,
            t.prompt_version, t.origin, t.parent_trace_id, t.sender, t.success, t.success_source, t.success_at, t.failure, t.other_verdicts, t.reward, t.reward_source, t.reward_at,
            t.tokens_used, t.tokens_at, t.latency_ms, t.latency_at, t.tools_used, t.tool_count, t.received_at,
            t.last_event_at, t.last_timestamp
            """;

    private StateRows() {}

    /** The trace of a row with {@link #COLUMNS}. */
    public static TraceState state(Columns<SQLException> row) throws SQLException {
        return new TraceState(
                row.text("trace_id"),
                row.text("session_key"),
                new Lifecycle(
                        TraceStatus.ofJsonName(row.text("status")),
                        row.integer("start_time", 0),
                        row.integer("started_at"),
                        row.integer("end_time")),
                labels(row),
                new Outcome(
                        VerdictRows.verdicts(row),
                        reward(row),
                        Timed.of(row.integer("tokens_used"), row.integer("tokens_at", 0)),
                        Timed.of(row.integer("latency_ms"), row.integer("latency_at", 0))),
                new Tools(row.names("tools_used"), row.integer("tool_count", 0)),
                row.integer("received_at", 0),
                row.integer("last_event_at", 0),
                row.integer("last_timestamp", 0));
    }

    /** The labels of a row with all their columns. */
    public static <X extends Exception> Labels labels(Columns<X> row) throws X {
        return new Labels(
                row.text("agent_id"),
                row.text("model"),
                row.text("task_key"),
                row.text("prompt_version"),
                TraceOrigin.ofJsonName(row.text("origin")),
                row.text("parent_trace_id"),
                row.text("sender"));
    }

    private static Sourced<Double> reward(Columns<SQLException> row) throws SQLException {
        return Sourced.of(
                row.real("reward"), RewardSource.ofJsonName(row.text("reward_source")), row.integer("reward_at", 0));
    }
}
