package ai.openclaw.lightning.storage.sqlite.salvage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tables whose rows are taken over, as a new database of the same version has them.
 *
 * @param tables by name
 */
record TableShapes(Map<String, Shape> tables) {

    /** What follows from other rows and is made anew, or is worth nothing. */
    private static final String SHAPES = """
            SELECT s.name AS name, s.rootpage AS root, l.wr AS without_row_id, c.name AS column_name,
              c.pk AS pk, c.type AS type, c."notnull" AS required
            FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'main'
              JOIN pragma_table_info(s.name) c
            WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%'
              AND s.name NOT IN ('daily_figures', 'hourly_figures', 'hourly_durations', 'tool_figures', 'counters', 'probe')
            ORDER BY s.name, c.cid
            """;

    TableShapes {
        tables = Map.copyOf(tables);
    }

    /** A column of a new database: rows of this program hold numbers and texts only where they belong. */
    record Column(String name, boolean isText, boolean isRequired) {

        boolean mayHold(Object value) {
            return value == null ? !isRequired : isText ? !(value instanceof Number) : !(value instanceof String);
        }
    }

    /**
     * @param root its root page in a new database
     * @param described in the order of the file, which is that of the table: a primary key that is not a row id comes
     *     first
     * @param rowIdColumn the index of the column that stands for the row id and is NULL in the file; -1 without one
     * @param widths how many columns a row may have: one that was stored before the table got more has fewer
     */
    record Shape(
            String name, int root, boolean withoutRowId, List<Column> described, int rowIdColumn, Set<Integer> widths) {

        Shape {
            described = List.copyOf(described);
            widths = Set.copyOf(widths);
        }

        /** The names of the columns, in the order of the file. */
        List<String> columns() {
            return described.stream().map(Column::name).toList();
        }

        /** Whether a row of unknown origin can be one of this table, by how many values it has and of which kinds. */
        boolean mayHold(TreePage.Row row) {
            List<Object> values = row.values();
            return widths.contains(values.size())
                    && IntStream.range(0, values.size())
                            .allMatch(i -> i == rowIdColumn || described.get(i).mayHold(values.get(i)));
        }

        boolean leafType(int type) {
            return withoutRowId
                    ? type == TreePage.LEAF_INDEX || type == TreePage.INNER_INDEX
                    : type == TreePage.LEAF_TABLE;
        }
    }

    /** The tables of a new database; {@code older} are those of the version before it, or null. */
    static TableShapes of(Connection connection, TableShapes older) throws SQLException {
        Map<String, Shape> shapes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SHAPES)) {
            while (row.next()) {
                String name = row.getString("name");
                boolean withoutRowId = row.getBoolean("without_row_id");
                Shape known = shapes.getOrDefault(
                        name, new Shape(name, row.getInt("root"), withoutRowId, List.of(), -1, Set.of()));
                List<Column> columns = new ArrayList<>(known.described());
                columns.add(new Column(
                        row.getString("column_name"),
                        row.getString("type").equals("TEXT"),
                        row.getBoolean("required")));
                boolean rowId = !withoutRowId
                        && row.getInt("pk") == 1
                        && row.getString("type").equals("INTEGER");
                shapes.put(
                        name,
                        new Shape(
                                name,
                                known.root(),
                                withoutRowId,
                                columns,
                                rowId ? columns.size() - 1 : known.rowIdColumn(),
                                widths(older, name, columns.size())));
            }
        }
        return new TableShapes(shapes);
    }

    private static Set<Integer> widths(TableShapes older, String table, int columns) {
        Shape before = older == null ? null : older.tables().get(table);
        Set<Integer> widths = new HashSet<>(before == null ? Set.of() : before.widths());
        widths.add(columns);
        return widths;
    }
}
