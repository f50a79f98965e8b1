package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that nobody sends spans to takes no memory for reading some. */
final class OtlpNotLoadedIT {

    private static final String READERS = "ai.openclaw.lightning.intake.otlp.";

    @Test
    void start_withoutSpans_loadsNoClassThatReadsThem(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded");
        try (ChildBridge bridge = ChildBridge.start(
                folder.resolve("home"), Map.of("LIGHTNING_JAVA_OPTS", "-Xlog:class+load:file=" + loaded))) {
            assertThat(bridge.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Files.readString(loaded)).doesNotContain(READERS);
            assertThat(bridge.post("/v1/traces", "{}").statusCode()).isEqualTo(200);
            assertThat(Files.readString(loaded)).contains(READERS);
        }
    }
}
