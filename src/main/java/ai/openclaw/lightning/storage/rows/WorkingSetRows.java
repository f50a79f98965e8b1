package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a batch must know, of rows in the order of their start with a trace's state and its session's {@code open_count}. */
public final class WorkingSetRows {

    private WorkingSetRows() {}

    public static WorkingSet of(ResultSet cursor) throws SQLException {
        Map<String, TraceState> traces = new HashMap<>();
        Map<String, List<TraceState>> bySession = new HashMap<>();
        Map<String, Long> openCounts = new HashMap<>();
        Columns<SQLException> row = Columns.of(cursor);
        while (cursor.next()) {
            TraceState state = StateRows.state(row);
            traces.put(state.traceId(), state);
            bySession
                    .computeIfAbsent(state.sessionKey(), key -> new ArrayList<>())
                    .add(state);
            openCounts.put(state.sessionKey(), row.integer("open_count", 0));
        }
        Map<String, WorkingSet.Session> sessions = new HashMap<>();
        bySession.forEach((key, inOrder) -> sessions.put(key, WorkingSet.Session.of(inOrder, openCounts.get(key))));
        return new WorkingSet(traces, sessions);
    }

    /** The first column of all rows. */
    public static List<String> texts(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (row.next()) {
            texts.add(row.getString(1));
        }
        return texts;
    }
}
