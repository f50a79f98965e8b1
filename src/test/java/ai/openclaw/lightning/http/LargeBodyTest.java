package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies that may be slow to mask don't hold the event loop. */
class LargeBodyTest {
    private static final String START = "{\"message\":\"";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void body_above4KiB_isMaskedOnAWorker() throws Exception {
        assertThat(server.post("/session/start", START + "pwd={} ".repeat(600) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(server.idsMadeOn).contains("worker");
    }

    @Test
    void body_below4KiB_isMaskedAtOnce() throws Exception {
        assertThat(server.post("/session/start", START + "pwd={} ".repeat(500) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(server.idsMadeOn).doesNotContain("worker");
    }
}
