package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.ArmTools;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** Which tools the arms of an experiment called, in the words of SQL that all databases share. */
public final class ArmRows {

    private static final String TRACES = """
            SELECT (SELECT COUNT(*) FROM seen) AS seen, COUNT(*) FILTER (WHERE arm = 'control') AS control,
              COUNT(*) FILTER (WHERE arm = 'treatment') AS treatment
            FROM armed
            """;

    private ArmRows() {}

    /**
     * A query that counts the traces.
     *
     * @param armed begins a query whose parameters are the first time, the last one and the experiment; it has the table
     *     {@code seen}, one row more than are looked at where there are more, and {@code armed} with {@code trace_id} and
     *     {@code arm} of each closed trace
     */
    public static String traces(String armed) {
        return armed + TRACES;
    }

    /**
     * A query of the tools.
     *
     * @param armed as for {@link #traces}
     * @param join how to go from these to their calls, in that order
     * @param byName orders by {@code tool_name}, by its code points
     */
    public static String tools(String armed, String join, String byName) {
        return armed + String.format(Locale.ROOT, """
            SELECT tool_name, COUNT(*) FILTER (WHERE arm = 'control') AS control_calls,
              COUNT(*) FILTER (WHERE arm = 'control' AND failed) AS control_errors,
              COUNT(*) FILTER (WHERE arm = 'treatment') AS treatment_calls,
              COUNT(*) FILTER (WHERE arm = 'treatment' AND failed) AS treatment_errors
            FROM (
              SELECT c.tool_name, armed.arm, c.error IS NOT NULL AS failed
              FROM armed %s tool_calls c ON c.trace_id = armed.trace_id LIMIT %d) looked_at
            GROUP BY tool_name ORDER BY COUNT(*) DESC, %s LIMIT %d
            """, join, ArmTools.CALLS_MAX, byName, ArmTools.TOOLS_MAX);
    }

    /** Both arms with their tools, of these two queries. */
    public static Future<ArmTools> both(Pool readers, String traces, String ofTools, ArmTools.Query query) {
        Tuple asked = Tuple.of(query.from(), query.until(), query.experimentId());
        Future<FetchedRow> counts = readers.preparedQuery(traces)
                .execute(asked)
                .map(rows -> FetchedRow.all(rows).get(0));
        return readers.preparedQuery(ofTools)
                .execute(asked)
                .map(rows -> FetchedRow.all(rows).stream().map(ArmRows::use).toList())
                .compose(tools -> counts.map(count -> new ArmTools(
                        count.integer("control", 0),
                        count.integer("treatment", 0),
                        tools,
                        count.integer("seen", 0) <= ArmTools.TRACES_MAX && calls(tools) < ArmTools.CALLS_MAX)));
    }

    private static long calls(List<ArmTools.Use> tools) {
        return tools.stream()
                .mapToLong(use -> use.control().calls() + use.treatment().calls())
                .sum();
    }

    private static ArmTools.Use use(FetchedRow row) {
        return new ArmTools.Use(
                row.text("tool_name"),
                new ArmTools.Calls(row.integer("control_calls", 0), row.integer("control_errors", 0)),
                new ArmTools.Calls(row.integer("treatment_calls", 0), row.integer("treatment_errors", 0)));
    }
}
