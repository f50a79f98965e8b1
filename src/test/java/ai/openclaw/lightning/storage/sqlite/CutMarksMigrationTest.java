package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database of 0.1.0, in which what was cut is told by its look alone. */
final class CutMarksMigrationTest {

    private static final int SCHEMA_OF_0_1_0 = 3;
    private static final String CUT = "{\"truncated\":true,\"bytes\":16385,\"head\":\"it \\\"began\\\" ü\"}";

    /** What a client may have sent; the last three can't have been cut by a bridge, for nothing is missing of them. */
    private static final List<String> WHOLE = Arrays.asList(
            null,
            "",
            "text",
            "7",
            "{\"truncated\":true,\"bytes\":",
            "{\"truncated\":true,\"bytes\":16385,\"head\":\"not closed",
            "{ \"truncated\":true,\"bytes\":16385,\"head\":\"h\"}",
            "{\"truncated\":false,\"bytes\":16385,\"head\":\"h\"}",
            "{\"truncated\":true,\"bytes\":\"16385\",\"head\":\"h\"}",
            "{\"truncated\":true,\"bytes\":16385,\"head\":7}",
            "{\"truncated\":true,\"bytes\":16385}",
            "{\"truncated\":true,\"bytes\":5}",
            "{\"truncated\":true,\"bytes\":5,\"head\":\"hello\"}");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    private TraceDetail opened(String text) throws SQLException {
        Path database = folder.resolve("traces.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Migrations.migrate(connection, database, SCHEMA_OF_0_1_0);
            for (String sql : List.of(
                    "INSERT INTO traces (trace_id, session_key, start_time, message, metadata, end_metadata, tools_used)"
                            + " VALUES ('t', 's', 1, ?1, ?2, NULL, '[]')",
                    "INSERT INTO tool_calls (trace_id, tool_name, params, result, error, timestamp)"
                            + " VALUES ('t', 'tool', ?2, ?2, ?1, 1)",
                    "INSERT INTO rewards (trace_id, source, metadata, timestamp) VALUES ('t', 'user', ?2, 1)")) {
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    insert.setString(1, text);
                    insert.setString(2, text);
                    insert.executeUpdate();
                }
            }
        }
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        return store.reader()
                .trace("t", CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow();
    }

    @Test
    void open_whatWasCut_isMarked() throws SQLException {
        TraceDetail trace = opened(CUT);
        Content cut = new Content(CUT, true);
        StoredCall call = trace.calls().get(0);

        assertThat(trace.trace().message()).isEqualTo(cut);
        assertThat(trace.trace().metadata()).isEqualTo(cut);
        assertThat(List.of(call.params(), call.result(), call.error())).containsOnly(cut);
        assertThat(trace.rewards()).extracting(StoredReward::metadata).containsExactly(cut);
    }

    static List<String> whole() {
        return WHOLE;
    }

    @ParameterizedTest
    @MethodSource("whole")
    void open_anythingElse_staysAsItIs(String text) throws SQLException {
        TraceDetail trace = opened(text);
        StoredCall call = trace.calls().get(0);

        assertThat(trace.trace().message()).isEqualTo(Content.stored(text, false));
        assertThat(call.error()).isEqualTo(Content.stored(text, false));
        for (Content json : Arrays.asList(
                trace.trace().metadata(),
                call.params(),
                call.result(),
                trace.rewards().get(0).metadata())) {
            assertThat(json == null || json.cut()).isEqualTo(text == null);
        }
    }
}
