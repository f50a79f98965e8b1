package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.rows.FigureValues;
import ai.openclaw.lightning.storage.rows.TableColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction adds to the sums with the next {@link WritingConnection#send}: always to rows of this bridge, in the order of their keys, should two go by one name.
 */
record FigureWrites(WritingConnection connection, String instance) {

    private static final TableColumns HOURS = TableColumns.of("""
            hour BIGINT, agent_id TEXT, instance TEXT, traces BIGINT, ended BIGINT, abandoned BIGINT, successes BIGINT,
            failures BIGINT, latency_ms_sum BIGINT, latency_count BIGINT, tokens_used BIGINT, tool_calls BIGINT,
            tool_errors BIGINT, rewards BIGINT, reward_sum DOUBLE PRECISION, reward_count BIGINT
            """);

    private static final TableColumns DURATIONS =
            TableColumns.of("hour BIGINT, agent_id TEXT, instance TEXT, ms BIGINT, traces BIGINT");

    private static final TableColumns TOOLS = TableColumns.of("""
            tool_name TEXT, instance TEXT, calls BIGINT, errors BIGINT, duration_ms_sum BIGINT, duration_count BIGINT
            """);

    private static final TableColumns COUNTERS = TableColumns.of("name TEXT, instance TEXT, value BIGINT");

    private static final String ADD = "WITH hours AS (" + add("hourly_figures", HOURS, 3) + "), durations AS ("
            + add("hourly_durations", DURATIONS, 4) + "), tools AS ("
            + add("tool_figures", TOOLS, 2) + ") " + add("counters", COUNTERS, 2);

    /** Adds to the rows of a table, whose first columns are their key. */
    private static String add(String table, TableColumns columns, int key) {
        String sums = columns.names().stream()
                .skip(key)
                .map(sum -> String.format(Locale.ROOT, "%1$s = %2$s.%1$s + excluded.%1$s", sum, table))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + columns.list() + ") SELECT * FROM " + RowArrays.table(columns)
                + " ON CONFLICT (" + String.join(", ", columns.names().subList(0, key)) + ") DO UPDATE SET " + sums;
    }

    void add(Map<FigureKey, TraceFigures> hours, Map<String, ToolFigures> tools, long sessions, long bytes) {
        List<Object[]> counters = Stream.of(counter("bytes", bytes), counter("sessions", sessions))
                .filter(counter -> !counter[2].equals(0L))
                .toList();
        if (hours.isEmpty() && tools.isEmpty() && counters.isEmpty()) {
            return;
        }
        List<FigureKey> inOrder =
                hours.keySet().stream().sorted(FigureValues.ORDER).toList();
        List<Object[]> ofHours =
                inOrder.stream().map(key -> hour(key, hours.get(key))).toList();
        List<Object[]> ofDurations =
                inOrder.stream().flatMap(key -> durations(key, hours.get(key))).toList();
        List<Object[]> ofTools = new TreeMap<>(tools)
                .entrySet().stream()
                        .map(tool -> tool(tool.getKey(), tool.getValue()))
                        .toList();
        List<Object> values = new ArrayList<>(Arrays.asList(RowArrays.of(HOURS, ofHours)));
        values.addAll(Arrays.asList(RowArrays.of(DURATIONS, ofDurations)));
        values.addAll(Arrays.asList(RowArrays.of(TOOLS, ofTools)));
        values.addAll(Arrays.asList(RowArrays.of(COUNTERS, counters)));
        connection.later(ADD, values.toArray());
    }

    private Object[] hour(FigureKey key, TraceFigures figures) {
        List<Object> values = new ArrayList<>(FigureValues.key(key));
        values.add(instance);
        values.addAll(FigureValues.of(figures));
        return values.toArray();
    }

    private Stream<Object[]> durations(FigureKey key, TraceFigures figures) {
        List<Object> of = FigureValues.key(key);
        return figures.durations().inOrder().entrySet().stream()
                .map(step -> new Object[] {of.get(0), of.get(1), instance, step.getKey(), step.getValue()});
    }

    private Object[] tool(String name, ToolFigures figures) {
        return new Object[] {
            name, instance, figures.calls(), figures.errors(), figures.durationMsSum(), figures.durationCount()
        };
    }

    private Object[] counter(String name, long value) {
        return new Object[] {name, instance, value};
    }
}
