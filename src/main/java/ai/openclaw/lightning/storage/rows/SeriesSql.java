package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.TraceFigures;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/**
 * Reads the sums by hour and agent, which both stores keep in tables of the same columns; by label, of which no sums are
 * kept, the traces themselves.
 *
 * @param sums the sum of each column under its name, as the database writes it
 * @param traces the sum of the traces, likewise
 * @param labelled the traces one by one
 */
public record SeriesSql(String sums, String traces, LabelledSeriesSql labelled) {

    private static final String OF_TIME = " WHERE hour >= ? AND hour < ?";

    private static final String AGENTS = "SELECT agent_id FROM hourly_figures" + OF_TIME
            + " AND agent_id <> '' GROUP BY agent_id HAVING SUM(traces) > 0 ORDER BY SUM(traces) DESC, agent_id LIMIT "
            + Series.NAMES_MAX;

    public Future<Series> read(Pool readers, SeriesQuery query) {
        Future<Map<Long, TraceFigures>> figures =
                query.isOfSomeLabels() ? labelled.figures(readers, query) : kept(readers, query);
        Future<List<String>> agents = readers.preparedQuery(AGENTS)
                .execute(Tuple.of(query.fromHour(), query.untilHour()))
                .map(OverviewRows::agents);
        Future<Series.Labels> labels =
                query.labels() == null ? Future.succeededFuture() : labelled.labels(readers, query);
        return Future.all(figures, agents, labels)
                .map(all -> new Series(figures.result(), agents.result(), labels.result()));
    }

    private Future<Map<Long, TraceFigures>> kept(Pool readers, SeriesQuery query) {
        boolean ofAll = query.agentId() == null;
        String step = "SELECT hour / " + query.step().hours() + " AS step, ";
        String which = OF_TIME + (ofAll ? "" : " AND agent_id = ?");
        String steps = step + sums + " FROM hourly_figures" + which + " GROUP BY 1 HAVING SUM(traces) > 0";
        String durations = step + "ms, " + traces + " AS traces FROM hourly_durations" + which
                + " GROUP BY 1, 2 HAVING SUM(traces) > 0";
        Tuple asked = Tuple.of(query.fromHour(), query.untilHour());
        if (!ofAll) {
            asked.addString(query.agentId());
        }
        return readers.preparedQuery(steps)
                .execute(asked)
                .compose(found ->
                        readers.preparedQuery(durations).execute(asked).map(rows -> OverviewRows.steps(found, rows)));
    }
}
