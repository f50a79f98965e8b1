package ai.openclaw.lightning.storage.sqlite.copy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table to copy.
 *
 * @param columns quoted for SQL, with the row id where there is one
 */
record CopiedTable(String name, List<String> columns) {

    /** Its rows change: those copied ahead are compared at the end. */
    private static final String TRACES = "traces";

    /** Their rows never change, have ids that grow, and are deleted with their trace. */
    private static final List<String> PARTS_OF_TRACES = List.of("tool_calls", "rewards", "assignments");

    boolean isTraces() {
        return name.equals(TRACES);
    }

    boolean isPartOfTraces() {
        return PARTS_OF_TRACES.contains(name);
    }

    String columns(String prefix) {
        return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    String insert() {
        return "INSERT INTO main.%s (%s) SELECT %s FROM source.%s".formatted(name, columns(""), columns(""), name);
    }
}
