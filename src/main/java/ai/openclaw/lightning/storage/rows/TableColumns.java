package ai.openclaw.lightning.storage.rows;

import java.util.Arrays;
import java.util.List;

/** Columns of a table in the order of a row's values, with their types as both stores name them. */
public record TableColumns(List<String> names, List<String> types) {

    public TableColumns {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    /** As a table's definition has them: {@code "trace_id TEXT, tool_count BIGINT"}. */
    public static TableColumns of(String definition) {
        List<String[]> columns = Arrays.stream(definition.strip().split(",\\s*", -1))
                .map(column -> column.split(" ", 2))
                .toList();
        return new TableColumns(
                columns.stream().map(column -> column[0]).toList(),
                columns.stream().map(column -> column[1]).toList());
    }

    /** The names as a list in SQL. */
    public String list() {
        return String.join(", ", names);
    }
}
