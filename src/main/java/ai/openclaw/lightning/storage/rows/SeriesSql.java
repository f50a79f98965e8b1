package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/**
 * Reads the sums by hour and agent, which both stores keep in tables of the same columns.
 *
 * @param sums the sum of each column under its name, as the database writes it
 * @param traces the sum of the traces, likewise
 * @param agentsMax agents at the most
 */
public record SeriesSql(String sums, String traces, int agentsMax) {

    private static final String OF_TIME = " WHERE hour >= ? AND hour < ?";

    public Future<Series> read(Pool readers, SeriesQuery query) {
        boolean ofAll = query.agentId() == null;
        String step = "SELECT hour / " + query.step().hours() + " AS step, ";
        String which = OF_TIME + (ofAll ? "" : " AND agent_id = ?");
        String steps = step + sums + " FROM hourly_figures" + which + " GROUP BY 1 HAVING SUM(traces) > 0";
        String durations = step + "ms, " + traces + " AS traces FROM hourly_durations" + which
                + " GROUP BY 1, 2 HAVING SUM(traces) > 0";
        Tuple time = Tuple.of(query.fromHour(), query.untilHour());
        Tuple one = ofAll ? time : Tuple.of(query.fromHour(), query.untilHour(), query.agentId());
        return readers.preparedQuery(steps)
                .execute(one)
                .compose(found ->
                        readers.preparedQuery(durations).execute(one).map(rows -> OverviewRows.steps(found, rows)))
                .compose(figures -> readers.preparedQuery(agents())
                        .execute(time)
                        .map(rows -> new Series(figures, OverviewRows.agents(rows))));
    }

    private String agents() {
        return "SELECT agent_id FROM hourly_figures" + OF_TIME
                + " AND agent_id <> '' GROUP BY agent_id HAVING SUM(traces) > 0"
                + " ORDER BY SUM(traces) DESC, agent_id LIMIT " + agentsMax;
    }
}
