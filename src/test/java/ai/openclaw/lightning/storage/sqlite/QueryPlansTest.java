package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.rows.FailureSql;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No statement walks all rows of a table that grows with use: a write would take longer the more is stored. Looked at
 * without and with SQLite's statistics, which change its plans.
 */
final class QueryPlansTest {

    private static final List<Class<?>> WITH_SQL = List.of(
            ArmReads.class,
            DetailReads.class,
            FigureWrites.class,
            LearnedRows.class,
            LearningReads.class,
            Retention.class,
            TraceReads.class,
            TraceWrites.class,
            WorkingSetReads.class);

    private static final Pattern STATEMENT = Pattern.compile("\\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\\b(?s).*");

    /** The tables that grow, and what the statements call them. */
    private static final Pattern WALK = Pattern.compile("SCAN (traces|tool_calls|rewards|assignments|[tcolrf])\\b.*");

    /** Walks of the open traces only, of which there are as many as agents are at work. */
    private static final String OPEN_ONLY = "INDEX traces_open";

    private static final LatestTraces OF_ALL_LABELS =
            new LatestTraces(0, "agent", "model", "version", FailureSample.TRACES_MAX);

    @TempDir
    private static Path folder;

    private static Connection database;

    @BeforeAll
    static void fill() throws SQLException {
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 1_000));
        store.open();
        for (int i = 0; i < 300; i++) {
            trace("t" + i).start(1_000 + i).call("c", "a", 1).ended(i % 2 == 0).in(store);
        }
        store.close();
        vertx.close().await();
        database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("traces.db"));
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    private static Map<String, String> statements() throws IllegalAccessException {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Class<?> type : WITH_SQL) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == String.class) {
                    field.setAccessible(true);
                    String text = (String) field.get(null);
                    if (STATEMENT.matcher(text).matches() && !text.endsWith("expected_tokens\n")) { // the head of two
                        statements.put(type.getSimpleName() + "." + field.getName(), text);
                    }
                }
            }
        }
        for (String session : new String[] {null, "s"}) {
            TraceQuery query = new TraceQuery(
                    new TraceCriteria(session, "agent", null, null, null, null, null, null, null, null, null),
                    50,
                    null);
            statements.put("a page of session " + session, TraceReads.pageSql(query));
        }
        SeriesQuery ofModel =
                new SeriesQuery(SeriesStep.DAY, 0, 1, "agent", new SeriesQuery.Labels("model", "version"));
        statements.put("days of a model", FigureReads.LABELLED.figuresSql(ofModel));
        statements.put("models and prompt versions", FigureReads.LABELLED.labelsSql());
        for (LatestTraces which : List.of(
                LatestTraces.since(0),
                new LatestTraces(0, "agent", null, null, FailureSample.TRACES_MAX),
                OF_ALL_LABELS)) {
            FailureSql sql = FailureReads.SQL;
            Map.of("runs", sql.runs(), "calls", sql.calls(), "tools", sql.tools())
                    .forEach(
                            (name, query) -> statements.put(name + " of " + which, sql.of(which, which.most(), query)));
        }
        statements.put("a page of sessions", SessionReads.pageSql(new TraceQuery(TraceCriteria.NONE, 50, null)));
        return statements;
    }

    private static List<String> walks() throws IllegalAccessException, SQLException {
        List<String> walks = new ArrayList<>();
        for (var statement : statements().entrySet()) {
            try (Statement question = database.createStatement();
                    ResultSet step = question.executeQuery("EXPLAIN QUERY PLAN " + statement.getValue())) {
                while (step.next()) {
                    String detail = step.getString("detail");
                    if (WALK.matcher(detail).matches() && !detail.contains(OPEN_ONLY)) {
                        walks.add(statement.getKey() + ": " + detail);
                    }
                }
            }
        }
        return walks;
    }

    @Test
    void plan_ofEachStatement_walksNoTableThatGrows() throws Exception {
        assertThat(statements()).hasSizeGreaterThan(25);
        assertThat(walks()).isEmpty();

        database.createStatement().execute("ANALYZE");
        assertThat(walks()).isEmpty();
    }
}
