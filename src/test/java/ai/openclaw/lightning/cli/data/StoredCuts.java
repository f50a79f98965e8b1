package ai.openclaw.lightning.cli.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the database of a home says of texts that were cut. */
final class StoredCuts {

    private StoredCuts() {}

    /** What of each trace was cut, also what the API does not show. */
    static List<String> of(Path home) throws SQLException {
        Path database = home.resolve("storage/traces.db");
        List<String> marks = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT trace_id || ' ' || message_cut || metadata_cut || end_metadata_cut FROM traces
                        WHERE message_cut OR metadata_cut OR end_metadata_cut
                        UNION ALL SELECT trace_id || ' ' || params_cut || result_cut || error_cut FROM tool_calls
                        WHERE params_cut OR result_cut OR error_cut
                        UNION ALL SELECT trace_id || ' reward' FROM rewards WHERE metadata_cut ORDER BY 1
                        """)) {
            while (row.next()) {
                marks.add(row.getString(1));
            }
        }
        return marks;
    }
}
