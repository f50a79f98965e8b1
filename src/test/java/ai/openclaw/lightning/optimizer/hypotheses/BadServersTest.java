package ai.openclaw.lightning.optimizer.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server can do that never answers, answers too much, or sends elsewhere: nothing. */
final class BadServersTest {

    private AskedHelper helper;

    @BeforeEach
    void begin(@TempDir Path folder) {
        helper = new AskedHelper(folder);
    }

    @AfterEach
    void end() {
        helper.close();
    }

    @Test
    void server_huge_isCutOff() throws Exception {
        helper.server().behave((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n{\"choices\":[".getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[64 * 1_024];
            for (int i = 0; i < 16_000; i++) { // a gigabyte
                out.write(much);
            }
        });
        long began = System.nanoTime();
        assertThat(helper.ask()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void server_redirects_nobodyFollows() throws Exception {
        try (StandInHelper other = new StandInHelper((request, out) -> StandInHelper.say(out, AskedHelper.GOOD))) {
            helper.server()
                    .behave((request, out) -> out.write(("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + other.url()
                                    + "/chat/completions\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII)));
            assertThat(helper.ask()).isEmpty();
            assertThat(other.connections())
                    .as("neither data nor the key go elsewhere")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "head", "body"})
    void server_neverReady_isGivenUp(String where) throws Exception {
        helper.server().behave((request, out) -> {
            if (where.equals("body")) {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            drip(out, where.equals("silent") ? 0 : 1_000);
        });
        long began = System.nanoTime();
        assertThat(helper.ask()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(4));
    }

    /** A byte now and then: no single read takes long. */
    private void drip(OutputStream out, int bytes) throws IOException, InterruptedException {
        for (int i = 0; i < bytes; i++) {
            out.write('H');
            out.flush();
            helper.server().pause(50);
        }
        helper.server().pause(10_000);
    }

    @Test
    void server_dead_isAskedLessAndLessOften() throws Exception {
        helper.server().close();
        int calls = 0;
        for (int minute = 0; minute < 120; minute++) {
            if (helper.proposer().isReady()) {
                assertThat(helper.ask()).isEmpty();
                calls++;
            }
            helper.now().addAndGet(60_000);
        }
        assertThat(calls).isBetween(5, 8);
        assertThat(helper.proposer().problem()).contains("can't be reached");
    }

    @Test
    void close_whileAsking_doesNotWait() throws Exception {
        helper.server().behave((request, out) -> helper.server().pause(60_000));
        helper.restart(20, Duration.ofSeconds(60), "m");
        helper.proposer().ask(AskedHelper.SIGHT);
        Eventually.until(() -> helper.server().connections() == 1);
        long began = System.nanoTime();
        helper.proposer().close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(helper.proposer().isReady()).isFalse();
    }
}
