package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies that come in chunks, without a length. */
class ChunkedBodyTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void body_chunkedTooLarge_is413() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Transfer-Encoding: chunked\r\n"));
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            for (int i = 0; i < 33; i++) {
                connection.send(chunk);
            }
            connection.send("0\r\n\r\n");
            assertProblem(connection.receive(), 413, "Request Entity Too Large");
            connection.send(server.head("GET", "/health", ""));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @Test
    void body_chunked_isRead() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Transfer-Encoding: chunked\r\n"));
            for (int i = 0; i < GOOD.length(); i++) {
                connection.send("1\r\n" + GOOD.charAt(i) + "\r\n");
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).hasSize(1);
    }
}
