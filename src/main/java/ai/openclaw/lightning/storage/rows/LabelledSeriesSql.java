package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.TraceFigures;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Map;

/**
 * Sums up the latest traces of some time one by one, bounded in how many are looked at.
 *
 * @param traces the table, walked by its start
 * @param id its column in whose order traces with the same start came
 * @param calls the table of the tool calls, in which those of a trace that failed are found without the others
 * @param collation of names, so that stores list them in the same order
 */
public record LabelledSeriesSql(String traces, String id, String calls, String collation) {

    /** Durations are counted by their first two digits, so that few rows come however many traces there are. */
    private static final String UNIT = unit();

    private static final String COUNTED =
            "trace_id, agent_id, model, prompt_version, origin, status, success, start_time,"
                    + " end_time, latency_ms, tokens_used, tool_count";

    private static String unit() {
        StringBuilder unit = new StringBuilder("CASE WHEN took < 100 THEN 1");
        for (int digits = 3; digits <= 18; digits++) {
            unit.append(" WHEN took < 1")
                    .append("0".repeat(digits))
                    .append(" THEN 1")
                    .append("0".repeat(digits - 2));
        }
        return unit.append(" ELSE 1").append("0".repeat(17)).append(" END").toString();
    }

    Future<Map<Long, TraceFigures>> figures(Pool readers, SeriesQuery query) {
        return readers.preparedQuery(figuresSql(query))
                .execute(labelsOf(query).addTo(time(query)))
                .map(OverviewRows::stepsByDuration);
    }

    /** With the times as its first two parameters, and then what each label must be. */
    public String figuresSql(SeriesQuery query) {
        return seen(COUNTED, Series.TRACES_MAX)
                + String.format(
                        Locale.ROOT,
                        """
                SELECT start_time / %d AS step, took - took %% %s AS ms, COUNT(*) AS traces, %s, %s,
                  COUNT(CASE WHEN success AND asked THEN 1 END) AS successes,
                  COUNT(CASE WHEN NOT success AND asked THEN 1 END) AS failures,
                  %s, COUNT(latency_ms) AS latency_count, %s, %s, %s,
                  0 AS rewards, 0 AS reward_sum, 0 AS reward_count
                FROM (
                  SELECT start_time, status, success, COALESCE(origin, 'user') = 'user' AS asked, tokens_used, tool_count,
                    CASE WHEN status = 'ended' THEN latency_ms END AS latency_ms,
                    CASE WHEN status = 'ended' AND end_time < start_time THEN 0
                      WHEN status = 'ended' THEN end_time - start_time END AS took,
                    (SELECT COUNT(*) FROM %s WHERE trace_id = seen.trace_id AND error IS NOT NULL) AS tool_errors
                  FROM seen WHERE %s) of_labels
                GROUP BY 1, 2
                """,
                        query.step().start(1),
                        UNIT,
                        count("ended"),
                        count("abandoned"),
                        sum("latency_ms", "latency_ms_sum"),
                        sum("tokens_used", "tokens_used"),
                        sum("tool_count", "tool_calls"),
                        sum("tool_errors", "tool_errors"),
                        calls,
                        labelsOf(query).condition());
    }

    private static LabelColumns labelsOf(SeriesQuery query) {
        return LabelColumns.of(
                query.agentId(), query.labels().model(), query.labels().promptVersion());
    }

    private static String count(String status) {
        return "COUNT(CASE WHEN status = '" + status + "' THEN 1 END) AS " + status;
    }

    private static String sum(String column, String name) {
        return "CAST(SUM(" + column + ") AS BIGINT) AS " + name;
    }

    Future<Series.Labels> labels(Pool readers, SeriesQuery query) {
        return readers.preparedQuery(labelsSql()).execute(time(query)).map(OverviewRows::labels);
    }

    /** With the times as its parameters. */
    public String labelsSql() {
        return seen("model, prompt_version", Series.TRACES_MAX + 1) + mostUsed("model") + "UNION ALL "
                + mostUsed("prompt_version")
                + "UNION ALL SELECT 'traces' AS kind, NULL AS name, COUNT(*) AS traces FROM seen";
    }

    private String mostUsed(String column) {
        return String.format(Locale.ROOT, """
                SELECT * FROM (
                  SELECT '%1$s' AS kind, %1$s AS name, COUNT(*) AS traces FROM seen WHERE %1$s IS NOT NULL
                  GROUP BY %1$s ORDER BY COUNT(*) DESC, %1$s%2$s LIMIT %3$d) of_%1$s
                """, column, collation, Series.NAMES_MAX);
    }

    /** A query of the traces that are looked at, without what is not needed of them: a database may put them aside. */
    private String seen(String columns, int limit) {
        return String.format(Locale.ROOT, """
                WITH seen AS (
                  SELECT %s FROM %s WHERE start_time >= ? AND start_time < ? ORDER BY start_time DESC, %s DESC LIMIT %d)
                """, columns, traces, id, limit);
    }

    private static Tuple time(SeriesQuery query) {
        return Tuple.of(SeriesStep.HOUR.start(query.fromHour()), SeriesStep.HOUR.start(query.untilHour()));
    }
}
