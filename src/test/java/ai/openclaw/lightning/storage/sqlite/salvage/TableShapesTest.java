package ai.openclaw.lightning.storage.sqlite.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A page whose way up is lost is told by its rows: no row of one table may look like one of another, in any version. */
final class TableShapesTest {

    @TempDir
    private static Path folder;

    private static TableShapes shapes;

    @BeforeAll
    static void readAllVersions() throws SQLException {
        Path database = folder.resolve("traces.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            for (int version = 1; version <= Migrations.LATEST; version++) {
                Migrations.migrate(connection, database, version);
                shapes = TableShapes.of(connection, shapes);
            }
        }
    }

    /** The widths of all versions with as few values as may be, and with as many. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("tool_calls", null, "t", "exec", null, null, null, 1L, null, null),
                row("tool_calls", null, "t", "exec", null, null, null, 1L, null, null, 0L, 0L, 0L),
                row("tool_calls", null, "t", "exec", null, null, null, 1L, null, null, 0L, 0L, 0L, null),
                row("tool_calls", null, "t", "exec", "{}", "{}", "no", 1L, "c", 5L, 0L, 0L, 1L, 2L),
                row("rewards", null, "t", null, "agent", null, null, null, null, null, null, null, null, 1L),
                row("rewards", null, "t", "r", "agent", 1L, 0.5, 1.1, 3L, 4L, 5L, 4.0, "{}", 1L),
                row("rewards", null, "t", null, "agent", null, null, null, null, null, null, null, null, 1L, 0L),
                row("rewards", null, "t", "r", "agent", 1L, 0.5, 1.1, 3L, 4L, 5L, 4.0, "{}", 1L, 1L, "timeout"),
                row("assignments", null, "t", 1L));
    }

    private static Arguments row(String table, Object... values) {
        return Arguments.of(table, Arrays.asList(values));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void mayHold_rowOfAnyVersion_onlyItsOwnTable(String table, List<Object> values) {
        TreePage.Row row = new TreePage.Row(1, values);
        assertThat(shapes.tables().values())
                .filteredOn(shape -> !shape.withoutRowId() && shape.mayHold(row))
                .extracting(TableShapes.Shape::name)
                .containsExactly(table);
    }

    /** Whoever adds a column adds a row of the new width above. */
    @Test
    void widths_ofAllVersions_areThoseTriedAbove() {
        assertThat(shapes.tables().get("tool_calls").widths()).containsExactlyInAnyOrder(7, 9, 12, 13);
        assertThat(shapes.tables().get("rewards").widths()).containsExactlyInAnyOrder(13, 14, 15);
        assertThat(shapes.tables().get("traces").widths()).doesNotContain(3, 7, 9, 12, 13, 14, 15);
    }
}
