package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.List;

/** A trace, its calls and its rewards, of rows with the columns of their tables. */
public final class TraceRows {

    private TraceRows() {}

    public static <X extends Exception> Trace trace(Columns<X> row) throws X {
        return trace(row, row.content("metadata"), row.names("tools_failed"));
    }

    /**
     * The trace with what its row does not have as such.
     *
     * @param metadata may be null
     */
    public static <X extends Exception> Trace trace(Columns<X> row, Content metadata, List<String> toolsFailed)
            throws X {
        TraceOrigin origin = TraceOrigin.ofJsonName(row.text("origin"));
        return new Trace(
                row.integer("id", 0),
                row.text("trace_id"),
                row.text("session_key"),
                TraceStatus.ofJsonName(row.text("status")),
                row.content("message"),
                row.integer("start_time"),
                row.integer("end_time"),
                row.flag("success"),
                row.text("failure"),
                row.real("reward"),
                row.integer("tokens_used"),
                row.integer("latency_ms"),
                row.text("agent_id"),
                row.text("model"),
                row.text("task_key"),
                row.text("prompt_version"),
                origin == null ? TraceOrigin.USER : origin,
                row.text("parent_trace_id"),
                metadata,
                row.names("tools_used"),
                toolsFailed,
                row.integer("tool_count", 0),
                row.text("arms"),
                row.text("sender"));
    }

    public static <X extends Exception> StoredCall call(Columns<X> row) throws X {
        return new StoredCall(
                row.integer("id", 0),
                row.text("call_id"),
                row.text("tool_name"),
                row.content("params"),
                row.content("result"),
                row.content("error"),
                row.integer("exit_code"),
                row.integer("duration_ms"),
                row.integer("timestamp"));
    }

    public static <X extends Exception> StoredReward reward(Columns<X> row) throws X {
        return new StoredReward(
                row.integer("id", 0),
                row.text("reward_id"),
                row.text("source"),
                row.flag("success"),
                row.text("failure"),
                row.real("value"),
                row.real("reward"),
                row.integer("tokens_used"),
                row.integer("expected_tokens"),
                row.integer("latency_ms"),
                row.real("user_rating"),
                row.content("metadata"),
                row.integer("timestamp"));
    }
}
