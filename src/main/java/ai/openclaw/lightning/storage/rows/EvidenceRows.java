package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the optimizer reads, of rows with the columns that the reads for it have in every store. */
public final class EvidenceRows {

    private EvidenceRows() {}

    /**
     * The rows of closed traces that fit into a page.
     *
     * @param last the id of the last row looked at
     * @param cut whether there were more
     */
    public record Fitting(List<FetchedRow> closed, long last, boolean cut) {

        public static Fitting of(RowSet<Row> rows, long afterId) {
            List<FetchedRow> closed = new ArrayList<>();
            long last = afterId;
            long chars = 0;
            for (FetchedRow row : FetchedRow.all(rows)) {
                if (TraceStatus.ofJsonName(row.text("status")) != TraceStatus.OPEN) {
                    String message = row.text("message");
                    chars += row.integer("chars", 0) + (message == null ? 0 : message.length());
                    if (chars > LearningStore.PAGE_CHARS_MAX && !closed.isEmpty()) {
                        return new Fitting(closed, last, true);
                    }
                    closed.add(row);
                }
                last = row.integer("id", 0);
            }
            return new Fitting(closed, last, false);
        }
    }

    /** These traces with their calls. */
    public static List<TraceEvidence> evidence(List<FetchedRow> traces, RowSet<Row> callRows) {
        Map<String, List<TraceEvidence.Call>> calls = new HashMap<>();
        for (FetchedRow row : FetchedRow.all(callRows)) {
            calls.computeIfAbsent(row.text("trace_id"), id -> new ArrayList<>())
                    .add(new TraceEvidence.Call(
                            row.text("tool_name"),
                            row.text("params_head"),
                            row.integer("params_length", 0),
                            row.names("names"),
                            row.text("result_ends"),
                            row.integer("result_length", 0),
                            row.text("error_head"),
                            row.integer("exit_code"),
                            row.integer("duration_ms")));
        }
        return traces.stream()
                .map(row -> evidence(row, calls.getOrDefault(row.text("trace_id"), List.of())))
                .toList();
    }

    private static TraceEvidence evidence(FetchedRow row, List<TraceEvidence.Call> calls) {
        return new TraceEvidence(
                row.integer("id", 0),
                row.text("trace_id"),
                row.text("session_key"),
                TraceStatus.ofJsonName(row.text("status")),
                StateRows.labels(row),
                row.integer("received_at", 0),
                row.text("message"),
                "1".equals(row.text("crashed")),
                row.flag("success"),
                RewardSource.ofJsonName(row.text("success_source")),
                VerdictRows.read(row.text("other_verdicts")),
                row.real("reward"),
                RewardSource.ofJsonName(row.text("reward_source")),
                row.integer("tokens_used"),
                row.integer("expected_tokens"),
                row.integer("latency_ms"),
                calls);
    }

    /** Assignments in the order of their rows. */
    public static List<StoredAssignment> assignments(RowSet<Row> rows) {
        List<StoredAssignment> assignments = new ArrayList<>();
        for (FetchedRow row : FetchedRow.all(rows)) {
            assignments.add(new StoredAssignment(
                    row.integer("id", 0),
                    row.text("trace_id"),
                    row.text("session_key"),
                    row.integer("assigned_at", 0),
                    StateRows.labels(row),
                    row.text("message"),
                    armsOf(row.text("arms"))));
        }
        return assignments;
    }

    private static List<ArmAssignment> armsOf(String json) {
        List<ArmAssignment> arms = new ArrayList<>();
        for (Object one : json == null ? new JsonArray() : new JsonArray(json)) {
            JsonObject arm = (JsonObject) one;
            arms.add(new ArmAssignment(
                    arm.getString("experiment"),
                    arm.getString("arm"),
                    arm.getDouble("probability"),
                    arm.getBoolean("applied", false)));
        }
        return arms;
    }
}
