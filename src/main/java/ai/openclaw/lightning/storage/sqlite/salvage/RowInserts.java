package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.storage.sqlite.salvage.TableShapes.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts rows into a new database, each under the row id it had; one that breaks a rule of its table is left out. */
final class RowInserts {

    private static final int COMMIT_ROWS = 10_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private int uncommitted;

    /** The connection must not commit by itself. */
    RowInserts(Connection connection) {
        this.connection = connection;
    }

    void add(Shape shape, TreePage.Row row) throws SQLException {
        List<Object> values = new ArrayList<>();
        if (!shape.withoutRowId()) {
            values.add(row.rowId());
        }
        for (int i = 0; i < row.values().size(); i++) {
            if (i != shape.rowIdColumn()) {
                values.add(row.values().get(i));
            }
        }
        PreparedStatement statement = statement(shape, row.values().size());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        counts.merge(shape.name(), (long) statement.executeUpdate(), Long::sum);
        if (++uncommitted == COMMIT_ROWS) {
            commit();
        }
    }

    private PreparedStatement statement(Shape shape, int columns) throws SQLException {
        String key = shape.name() + ' ' + columns;
        PreparedStatement statement = statements.get(key);
        if (statement == null) {
            statement = connection.prepareStatement(sql(shape, columns));
            statements.put(key, statement);
        }
        return statement;
    }

    private static String sql(Shape shape, int columns) {
        List<String> names = new ArrayList<>(shape.columns().subList(0, columns));
        if (shape.rowIdColumn() >= 0 && shape.rowIdColumn() < columns) {
            names.remove(shape.rowIdColumn());
        }
        if (!shape.withoutRowId()) {
            names.add(0, "rowid");
        }
        String places = names.stream().map(name -> "?").collect(Collectors.joining(", "));
        return "INSERT OR IGNORE INTO %s (%s) VALUES (%s)".formatted(shape.name(), String.join(", ", names), places);
    }

    void commit() throws SQLException {
        connection.commit();
        uncommitted = 0;
    }

    /** Rows that are in now. */
    long count(String table) {
        return counts.getOrDefault(table, 0L);
    }
}
