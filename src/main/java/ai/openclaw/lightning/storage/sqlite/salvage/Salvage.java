package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * Takes over what can be read of a damaged database. SQLite reads from the root of a table down, so one lost page hides
 * all below it; here every page is looked at by itself, and so is each row on it. Deleted rows, which stay on free pages
 * until these are used again, are left alone as far as the file still says which pages are free.
 */
final class Salvage {

    /** From this version on the rows have the shape they have now, and there are figures to make anew. */
    private static final int FIRST_WITH_FIGURES = 2;

    private Salvage() {}

    /** Rows taken over. */
    record Result(long traces, long toolCalls, long rewards) {}

    /**
     * Makes a new database of what can be read. Blocking, in constant memory.
     *
     * @param version of the damaged one's schema
     * @param fresh an empty file, private to its owner
     */
    static Result into(Path fresh, Path damaged, int version) throws SQLException, IOException {
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(fresh), new Properties());
                Pages pages = Pages.open(damaged)) {
            try (Statement statement = connection.createStatement()) {
                Migrations.beginFile(statement);
                statement.execute("PRAGMA synchronous = OFF"); // the file counts only once it is complete
            }
            int built = Math.max(1, version);
            TableShapes shapes = null;
            for (int next = 1; next <= built; next++) {
                Migrations.migrate(connection, fresh, next);
                shapes = TableShapes.of(connection, shapes);
            }
            connection.setAutoCommit(false);
            RowInserts rows = copy(pages, connection, shapes);
            if (built >= FIRST_WITH_FIGURES) {
                DerivedRows.make(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return new Result(rows.count("traces"), rows.count("tool_calls"), rows.count("rewards"));
        }
    }

    private static RowInserts copy(Pages pages, Connection connection, TableShapes shapes)
            throws SQLException, IOException {
        PageOwners owners = new PageOwners(pages, shapes);
        RowInserts rows = new RowInserts(connection);
        for (int number = 1; number <= pages.count(); number++) {
            TreePage page = TreePage.of(pages, number);
            PageOwners.Owner owner = page == null ? null : owners.of(number, page);
            if (owner != null) {
                for (TreePage.Row row : page.rows()) {
                    if (owners.fits(owner, row)) {
                        rows.add(owner.shape(), row);
                    }
                }
            }
        }
        rows.commit();
        return rows;
    }
}
