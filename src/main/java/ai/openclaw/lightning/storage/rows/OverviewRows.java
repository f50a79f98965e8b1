package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceFigures;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What many traces show together, of rows with the columns that these reads have in every store. */
public final class OverviewRows {

    private OverviewRows() {}

    /** The sums of each tool, in the order of a record's fields after the name. */
    public static Map<String, ToolFigures> tools(ResultSet row) throws SQLException {
        Map<String, ToolFigures> tools = new HashMap<>();
        while (row.next()) {
            tools.put(
                    row.getString(1), new ToolFigures(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        }
        return tools;
    }

    /** The sums of each step of time, with the durations that come in rows of their own. */
    static Map<Long, TraceFigures> steps(RowSet<Row> sums, RowSet<Row> durations) {
        Map<Long, Map<Long, Long>> counts = new HashMap<>();
        FetchedRow.all(durations)
                .forEach(row -> counts.computeIfAbsent(row.integer("step", 0), step -> new HashMap<>())
                        .put(row.integer("ms", 0), row.integer("traces", 0)));
        Map<Long, TraceFigures> steps = new HashMap<>();
        FetchedRow.all(sums).forEach(row -> {
            long step = row.integer("step", 0);
            steps.put(step, figures(row, new Durations(counts.getOrDefault(step, Map.of()))));
        });
        return steps;
    }

    /** The figures of each step of time, of which there is a row for each duration, rounded or not. */
    static Map<Long, TraceFigures> stepsByDuration(RowSet<Row> rows) {
        Map<Long, TraceFigures> steps = new HashMap<>();
        Map<Long, Map<Long, Long>> counts = new HashMap<>();
        FetchedRow.all(rows).forEach(row -> {
            long step = row.integer("step", 0);
            steps.merge(step, figures(row, Durations.NONE), TraceFigures::plus);
            Long ms = row.integer("ms");
            if (ms != null) {
                counts.computeIfAbsent(step, none -> new HashMap<>())
                        .merge(Durations.floor(ms), row.integer("traces", 0), Long::sum);
            }
        });
        counts.forEach(
                (step, some) -> steps.merge(step, TraceFigures.ofDurations(new Durations(some)), TraceFigures::plus));
        return steps;
    }

    /** The durations of all rows, each with a duration and a count. */
    public static Durations durations(ResultSet row) throws SQLException {
        Map<Long, Long> counts = new HashMap<>();
        while (row.next()) {
            counts.put(row.getLong(1), row.getLong(2));
        }
        return new Durations(counts);
    }

    /** The agents, in the order of their rows. */
    static List<String> agents(RowSet<Row> rows) {
        return FetchedRow.all(rows).stream().map(row -> row.text("agent_id")).toList();
    }

    /** The labels of rows that say what each is, and in how many traces; the row of those that were looked at has no name. */
    static Series.Labels labels(RowSet<Row> rows) {
        List<String> models = new ArrayList<>();
        List<String> promptVersions = new ArrayList<>();
        long seen = 0;
        for (FetchedRow row : FetchedRow.all(rows)) {
            switch (row.text("kind")) {
                case "model" -> models.add(row.text("name"));
                case "prompt_version" -> promptVersions.add(row.text("name"));
                default -> seen = row.integer("traces", 0);
            }
        }
        return Series.Labels.of(models, promptVersions, seen);
    }

    /** The sums of a row. */
    public static <X extends Exception> TraceFigures figures(Columns<X> row, Durations durations) throws X {
        Double rewardSum = row.real("reward_sum");
        return new TraceFigures(
                row.integer("traces", 0),
                row.integer("ended", 0),
                row.integer("abandoned", 0),
                row.integer("successes", 0),
                row.integer("failures", 0),
                row.integer("latency_ms_sum", 0),
                row.integer("latency_count", 0),
                row.integer("tokens_used", 0),
                row.integer("tool_calls", 0),
                row.integer("tool_errors", 0),
                row.integer("rewards", 0),
                rewardSum == null ? 0 : rewardSum,
                row.integer("reward_count", 0),
                durations);
    }

    /** The session of a row. */
    public static Session session(FetchedRow row) {
        return new Session(
                row.integer("id", 0),
                row.text("session_key"),
                row.text("agent_id"),
                row.text("message"),
                row.integer("traces", 0),
                row.integer("open", 0),
                row.integer("successes", 0),
                row.integer("failures", 0),
                row.integer("tool_calls", 0),
                row.integer("tokens_used", 0),
                row.integer("first_start", 0),
                row.integer("start_time", 0));
    }

    /** Tools in the order of their rows. */
    public static List<ToolUse> toolUses(RowSet<Row> rows) {
        return FetchedRow.all(rows).stream()
                .map(row -> new ToolUse(
                        row.text("tool_name"),
                        row.integer("calls", 0),
                        row.integer("errors", 0),
                        row.integer("median_ms"),
                        row.integer("p95_ms")))
                .toList();
    }

    /** Failures in the order of their rows. */
    public static List<Failed> failed(RowSet<Row> rows) {
        return FetchedRow.all(rows).stream()
                .map(row -> new Failed(
                        row.text("trace_id"), row.integer("start_time", 0), row.text("tool_name"), row.text("error")))
                .toList();
    }
}
