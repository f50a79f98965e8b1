import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the page's sums and its index take of a database: prints its bytes with and without them, both times without free pages.
 * The argument is a copy that nobody needs afterwards.
 */
public class WithoutPage {

    /** Kept for the page: series by hour, their durations, and which tools failed. Without it there would be sums by day. */
    private static final List<String> ITS_OWN =
            List.of("INDEX tool_calls_failed", "TABLE hourly_durations", "TABLE hourly_figures");

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            long with = bytes(statement);
            for (String one : ITS_OWN) {
                statement.execute("DROP " + one);
            }
            System.out.println(with + " " + bytes(statement));
        }
    }

    private static long bytes(Statement statement) throws SQLException {
        statement.execute("VACUUM");
        try (ResultSet row = statement.executeQuery(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) {
            row.next();
            return row.getLong(1);
        }
    }
}
