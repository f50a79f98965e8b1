package ai.openclaw.lightning.storage.sqlite;

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
            FROM armed CROSS JOIN tool_calls c ON c.trace_id = armed.trace_id
            GROUP BY c.tool_name ORDER BY COUNT(*) DESC, c.tool_name LIMIT %d
            """, ArmTools.TOOLS_MAX));

    private ArmReads() {}

    /** A query of the experiment's closed traces, as far as the latest traces of its time go. */
    private static String ofArmed(String select) {
        return String.format(Locale.ROOT, """
                WITH seen AS MATERIALIZED (
                  SELECT rowid AS id FROM traces INDEXED BY traces_received WHERE received_at BETWEEN ? AND ?
                  ORDER BY received_at DESC, rowid DESC LIMIT %d),
                armed AS MATERIALIZED (
                  SELECT t.trace_id, a.value ->> 'arm' AS arm
                  FROM seen CROSS JOIN traces t ON t.rowid = seen.id CROSS JOIN json_each(t.arms) a
                  WHERE t.status <> 'open' AND a.value ->> 'experiment' = ?)
                """, ArmTools.TRACES_MAX + 1) + select;
    }

    static Future<ArmTools> tools(Pool readers, ArmTools.Query query) {
        return OverviewRows.armTools(readers, TRACES, TOOLS, query);
    }
}
