package ai.openclaw.lightning.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database as the older Python bridge left it, with rows of every kind that it is known to have stored. */
final class OlderBridge {

    private OlderBridge() {}

    static void make(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE traces (trace_id TEXT PRIMARY KEY, session_key TEXT, message TEXT, start_time INTEGER, end_time INTEGER, success BOOLEAN, tokens_used INTEGER, latency_ms INTEGER, tools_used TEXT, metadata TEXT)");
            statement.execute(
                    "CREATE TABLE tool_calls (id INTEGER PRIMARY KEY, trace_id TEXT, tool_name TEXT, params TEXT, result TEXT, error TEXT, timestamp INTEGER)");
            statement.execute("""
                    INSERT INTO traces VALUES
                      ('trace-1', 'main', 'hello', 1700000000, 1700000010, 1, 120, 9000, '["search","mail"]', '{"a":1}'),
                      ('0123456789abcdef0123456789abcdef', 'main', NULL, 1700000020123, 1700000030456, 0, NULL, NULL, NULL, NULL),
                      ('float seconds', NULL, 'm', 1700000040.25, 1700000041.5, 'True', 10.6, 12.4, 'not json', 'not json'),
                      ('Ünïcode/\u00e9 ''quoted''', '', 'm', NULL, NULL, NULL, NULL, NULL, '{"not":"a list"}', '[1]'),
                      ('dated', 's', 'm', '2023-11-14 22:13:20', '2023-11-14T22:13:21.500Z', 'false', NULL, NULL, '[]', ''),
                      ('', 'empty id', 'm', 1700000050, NULL, NULL, 'many', 'slow', NULL, NULL),
                      (NULL, 'no id', 'nobody', 1700000060, NULL, NULL, NULL, NULL, NULL, NULL)
                    """);
            statement.execute("""
                    INSERT INTO tool_calls VALUES
                      (1, 'trace-1', 'search', '{"q":"x"}', '"ok"', NULL, 1700000001),
                      (2, 'trace-1', 'mail', '{broken', 'plain', 'it failed', 1700000002500),
                      (3, 'trace-1', NULL, NULL, NULL, '', NULL),
                      (7, 'orphan', 'search', '{}', '{}', NULL, 1700000003.5),
                      (8, 'orphan', 'search', 'NaN', NULL, 'again', '2023-11-14 22:13:30'),
                      (9, NULL, 'lost', NULL, NULL, NULL, 1700000009),
                      (10, '', '', NULL, NULL, NULL, 1700000051)
                    """);
        }
    }
}
