package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.TableColumns;
import java.util.List;
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
        for (int column = 0; column < arrays.length; column++) {
            Object[] array = empty(columns.types().get(column), rows.size());
            for (int row = 0; row < array.length; row++) {
                array[row] = rows.get(row)[column];
            }
            arrays[column] = array;
        }
        return arrays;
    }

    private static Object[] empty(String type, int length) {
        return switch (type) {
            case "TEXT" -> new String[length];
            case "BIGINT" -> new Long[length];
            case "BOOLEAN" -> new Boolean[length];
            case "DOUBLE PRECISION" -> new Double[length];
            default -> throw new IllegalArgumentException("no array of " + type);
        };
    }
}
