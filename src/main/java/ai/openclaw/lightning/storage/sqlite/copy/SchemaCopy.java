package ai.openclaw.lightning.storage.sqlite.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables and the indexes of a copy, made from what the source says of itself. Blocking. */
final class SchemaCopy {

    /** Tables without the shadows that SQLite makes by itself; those with row ids have 0. */
    private static final String TABLES = """
            SELECT s.name AS name, s.sql AS sql, l.wr AS without_row_id
            FROM source.sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'source'
            WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' ORDER BY s.rowid
            """;

    private final Connection connection;
    private final Statements sql;

    SchemaCopy(Connection connection) {
        this.connection = connection;
        this.sql = new Statements(connection);
    }

    /** Makes the tables, still empty. */
    List<CopiedTable> makeTables() throws SQLException {
        List<CopiedTable> tables = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                String name = row.getString("name");
                statements.add(row.getString("sql"));
                tables.add(new CopiedTable(name, columns(name, row.getBoolean("without_row_id"))));
            }
        }
        for (String statement : statements) {
            sql.run(statement);
        }
        return tables;
    }

    private List<String> columns(String table, boolean withoutRowId) throws SQLException {
        Set<String> names = new HashSet<>();
        List<String> columns = new ArrayList<>();
        boolean rowIdIsColumn = false;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, type, pk FROM pragma_table_info(?, 'source') ORDER BY cid")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString("name"));
                    columns.add('"' + row.getString("name").replace("\"", "\"\"") + '"');
                    rowIdIsColumn |=
                            row.getInt("pk") == 1 && row.getString("type").equalsIgnoreCase("INTEGER");
                }
            }
        }
        if (!withoutRowId && !rowIdIsColumn && !names.contains("rowid")) {
            columns.add(0, "rowid");
        }
        return columns;
    }

    /** To be made once the rows are there: that is faster, and what deletes rows needs them. */
    void makeIndexes() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sql FROM source.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        for (String statement : statements) {
            sql.run(statement);
        }
    }
}
