package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Locale;

/** Which tools the arms of an experiment called, bounded in traces looked at. */
final class ArmReads {

    private static final String TRACES = ofArmed("""
            SELECT (SELECT COUNT(*) FROM seen) AS seen, COUNT(*) FILTER (WHERE arm = 'control') AS control,
              COUNT(*) FILTER (WHERE arm = 'treatment') AS treatment
            FROM armed
            """);

    private static final String TOOLS = ofArmed(String.format(Locale.ROOT, """
            SELECT c.tool_name, COUNT(*) FILTER (WHERE arm = 'control') AS control_calls,
              COUNT(*) FILTER (WHERE arm = 'control' AND c.error IS NOT NULL) AS control_errors,
              COUNT(*) FILTER (WHERE arm = 'treatment') AS treatment_calls,
              COUNT(*) FILTER (WHERE arm = 'treatment' AND c.error IS NOT NULL) AS treatment_errors
            FROM armed JOIN tool_calls c ON c.trace_id = armed.trace_id
            GROUP BY c.tool_name ORDER BY COUNT(*) DESC, c.tool_name COLLATE "C" LIMIT %d
            """, ArmTools.TOOLS_MAX));

    private ArmReads() {}

    /** A query of the experiment's closed traces, as far as the latest traces of its time go. */
    private static String ofArmed(String select) {
        return String.format(Locale.ROOT, """
                WITH seen AS MATERIALIZED (
                  SELECT trace_id, status, arms FROM traces WHERE received_at BETWEEN ? AND ?
                  ORDER BY received_at DESC, id DESC LIMIT %d),
                armed AS MATERIALIZED (
                  SELECT seen.trace_id, a.value ->> 'arm' AS arm
                  FROM seen CROSS JOIN LATERAL json_array_elements(seen.arms::json) a (value)
                  WHERE seen.status <> 'open' AND a.value ->> 'experiment' = ?)
                """, ArmTools.TRACES_MAX + 1) + select;
    }

    static Future<ArmTools> tools(Pool readers, ArmTools.Query query) {
        return OverviewRows.armTools(readers, TRACES, TOOLS, query);
    }
}
