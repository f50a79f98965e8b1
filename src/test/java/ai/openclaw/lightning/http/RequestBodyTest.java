package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.TraceEvent;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a body may be, and what becomes of the connection when it is larger. */
class RequestBodyTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int MIB = 1 << 20;

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void body_ofExactlyTheLimit_isStoredAndItsFieldCut() throws IOException {
        assertThat(server.post("/tool/trace", LargeCall.of(MIB), "").status()).isEqualTo(200);
        var stored = (TraceEvent.ToolCall) server.writer.stored.get(0);
        assertThat(stored.result().cut()).isTrue();
        assertThat(stored.result().text()).hasSize(16 * 1024).startsWith("{\"truncated\":true,\"bytes\":1048");
    }

    @Test
    void body_declaredTooLarge_is413AndTheConnectionGoesOn() throws IOException {
        byte[] large = LargeCall.of(MIB + 1);
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Content-Length: " + large.length + "\r\n"));
            assertProblem(connection.receive(), 413, "Request Entity Too Large");
            connection.send(large);
            connection.send(server.head("GET", "/health", ""));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/tool/trace, application/json, 413", "/nowhere, application/json, 404", "/tool/trace, text/html, 415"})
    void refusedBody_over16MiB_closesTheConnection(String path, String type, int status) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(
                    server.head("POST", path, "Content-Type: " + type + "\r\nContent-Length: " + 64L * MIB + "\r\n"));
            assertThat(connection.receive().status()).isEqualTo(status);
            byte[] chunk = new byte[MIB];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 64; i++) {
                            connection.send(chunk);
                        }
                        throw new AssertionError("all 64 MiB were read");
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
