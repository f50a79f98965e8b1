package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.TableColumns;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Rows as one array for each column: one statement takes all of them. A batch of JDBC would execute one for each row, which
 * costs the server more than the row itself.
 */
final class RowArrays {

    private RowArrays() {}

    /** The SQL of a table whose rows are those of the arrays. */
    static String table(TableColumns columns) {
        return columns.types().stream()
                .map(type -> "?::" + type + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** The arrays of these rows, in the order of the columns. */
    static Object[] of(TableColumns columns, List<Object[]> rows) {
        Object[] arrays = new Object[columns.types().size()];
        for (int i = 0; i < arrays.length; i++) {
            int column = i;
            arrays[i] = array(columns.types().get(i), rows, row -> row[column]);
        }
        return arrays;
    }

    private static Object array(String type, List<Object[]> rows, Function<Object[], Object> value) {
        IntFunction<Object[]> ofType = switch (type) {
            case "TEXT" -> String[]::new;
            case "BIGINT" -> Long[]::new;
            case "BOOLEAN" -> Boolean[]::new;
            case "DOUBLE PRECISION" -> Double[]::new;
            default -> throw new IllegalArgumentException("no array of " + type);
        };
        return rows.stream().map(value).toArray(ofType);
    }
}
