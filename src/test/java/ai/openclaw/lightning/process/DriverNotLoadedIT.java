package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that keeps its traces in a file pays nothing for the database that others share. */
final class DriverNotLoadedIT {

    @Test
    void start_onSqlite_loadsNoClassOfPostgres(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded");
        try (ChildBridge bridge = ChildBridge.start(
                folder.resolve("home"), Map.of("LIGHTNING_JAVA_OPTS", "-Xlog:class+load:file=" + loaded))) {
            assertThat(bridge.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.json("/traces").at("/traces").size()).isEqualTo(1);
        }
        assertThat(Files.readString(loaded))
                .contains("org.sqlite.JDBC")
                .doesNotContain("org.postgresql")
                .doesNotContain("storage.postgres");
    }
}
