package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.ToolUse;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/**
 * Reads what failed in the latest traces and how their tools did, bounded in traces and calls looked at and in errors read.
 *
 * @param columns what the queries need of a trace, as {@code start_time} and others
 * @param traces the table, walked by its start
 * @param id its column in whose order traces with the same start came
 * @param seen how a query names the traces that count, such as {@code seen AS}
 * @param runs a query of {@code seen} for failed runs
 * @param calls likewise for failed calls
 * @param tools likewise for the calls of each tool
 */
public record FailureSql(
        String columns, String traces, String id, String seen, String runs, String calls, String tools) {

    public Future<FailureSample> failures(Pool readers, LatestTraces which) {
        int oneMore = which.most() + 1; // tells whether there are others
        String looked = which.isOfAll() ? "seen" : "looked_at";
        String count = "SELECT COUNT(*) AS traces, (SELECT COUNT(*) FROM " + looked + ") AS looked_at FROM seen";
        Future<FetchedRow> counts = readers.preparedQuery(of(which, oneMore, count))
                .execute(asked(which))
                .map(rows -> FetchedRow.all(rows).get(0));
        Future<List<Failed>> failedRuns = readers.preparedQuery(of(which, oneMore, runs))
                .execute(asked(which))
                .map(OverviewRows::failed);
        Future<List<Failed>> failedCalls = readers.preparedQuery(of(which, oneMore, calls))
                .execute(asked(which))
                .map(OverviewRows::failed);
        return Future.all(counts, failedRuns, failedCalls)
                .map(all -> FailureSample.of(
                        which.most(),
                        counts.result().integer("traces", 0),
                        counts.result().integer("looked_at", 0),
                        failedRuns.result(),
                        failedCalls.result()));
    }

    /** How the calls of each tool went in those traces. */
    public Future<List<ToolUse>> tools(Pool readers, LatestTraces which) {
        return readers.preparedQuery(of(which, which.most(), tools))
                .execute(asked(which))
                .map(OverviewRows::toolUses);
    }

    /**
     * The query of the traces that count, with the time as its first parameter and then what each label must be. No index
     * leads to the latest traces of a label, so as many are looked at for them as trends look at, and no more.
     *
     * @param most how many traces count
     */
    public String of(LatestTraces which, int most, String query) {
        if (which.isOfAll()) {
            return String.format(Locale.ROOT, "WITH %s (%s) %s", seen, latest(columns, most), query);
        }
        return String.format(
                Locale.ROOT,
                "WITH looked_at AS (%s), %s (SELECT * FROM looked_at WHERE %s LIMIT %d) %s",
                latest(columns + ", agent_id, model, prompt_version", Series.TRACES_MAX + 1),
                seen,
                labels(which).condition(),
                most,
                query);
    }

    private String latest(String wanted, int limit) {
        return String.format(
                Locale.ROOT,
                "SELECT %s FROM %s WHERE start_time >= ? ORDER BY start_time DESC, %s DESC LIMIT %d",
                wanted,
                traces,
                id,
                limit);
    }

    private static Tuple asked(LatestTraces which) {
        return labels(which).addTo(Tuple.of(which.since()));
    }

    private static LabelColumns labels(LatestTraces which) {
        return LabelColumns.of(which.agentId(), which.model(), which.promptVersion());
    }
}
