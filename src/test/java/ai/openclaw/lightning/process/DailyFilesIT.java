package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day has brought is in its file after a clean stop, whenever that was. */
class DailyFilesIT {

    @Test
    void stop_afterATrace_leavesTheDaysFile(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            bridge.post("/session/end", "{\"session_key\":\"s\",\"success\":true}");
            bridge.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"a\"}");
            assertThat(bridge.terminate()).isIn(0, 143);
        }
        try (Stream<Path> files = Files.list(home.resolve("storage/metrics"))) {
            List<Path> all = files.toList();
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("\\d{4}-\\d{2}-\\d{2}\\.json"));
            assertThat(Files.readString(all.get(all.size() - 1))).contains("\"tool_calls\" : 1");
        }
    }
}
