package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.storage.rows.ArmRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Locale;

/** Which tools the arms of an experiment called, bounded in traces and calls looked at. */
final class ArmReads {

    private static final String TRACES = ArmRows.traces(armed());
    private static final String TOOLS = ArmRows.tools(armed(), "JOIN", "tool_name COLLATE \"C\"");

    private ArmReads() {}

    /** The experiment's closed traces, as far as the latest traces of its time go. */
    private static String armed() {
        return String.format(Locale.ROOT, """
                WITH seen AS MATERIALIZED (
                  SELECT trace_id, status, arms FROM traces WHERE received_at BETWEEN ? AND ?
                  ORDER BY received_at DESC, id DESC LIMIT %d),
                armed AS MATERIALIZED (
                  SELECT seen.trace_id, a.value ->> 'arm' AS arm
                  FROM seen CROSS JOIN LATERAL json_array_elements(seen.arms::json) a (value)
                  WHERE seen.status <> 'open' AND a.value ->> 'experiment' = ?)
                """, ArmTools.TRACES_MAX + 1);
    }

    static Future<ArmTools> tools(Pool readers, ArmTools.Query query) {
        return ArmRows.both(readers, TRACES, TOOLS, query);
    }
}
