package ai.openclaw.lightning.storage.sqlite.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page whose way up is lost is told by the number of its columns, so no two tables may ever have had as many. */
final class TableShapesTest {

    @TempDir
    private Path folder;

    @Test
    void widths_ofAllVersions_differFromTableToTable() throws SQLException {
        Path database = folder.resolve("traces.db");
        TableShapes shapes = null;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            for (int version = 1; version <= Migrations.LATEST; version++) {
                Migrations.migrate(connection, database, version);
                shapes = TableShapes.of(connection, shapes);
            }
        }
        Map<Integer, String> owners = new HashMap<>();
        for (TableShapes.Shape shape : shapes.tables().values()) {
            for (int width : shape.withoutRowId() ? List.<Integer>of() : List.copyOf(shape.widths())) {
                assertThat(owners.put(width, shape.name()))
                        .as(shape.name() + " and " + width)
                        .isNull();
            }
        }
        assertThat(owners)
                .containsEntry(9, "tool_calls")
                .containsEntry(12, "tool_calls")
                .containsEntry(13, "rewards")
                .containsEntry(14, "rewards")
                .containsEntry(29, "traces")
                .containsEntry(32, "traces");
    }
}
