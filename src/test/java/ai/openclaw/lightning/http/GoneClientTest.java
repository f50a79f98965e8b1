package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that go before their body is complete. */
class GoneClientTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int MIB = 1 << 20;

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void client_goneInTheMiddle_freesItsBytes() throws IOException {
        for (int i = 0; i < 40; i++) {
            try (RawConnection connection = server.connect()) {
                connection.send(server.head("POST", "/tool/trace", JSON + "Content-Length: " + MIB + "\r\n") + "{");
            }
        }
        RawConnection.Reply reply = server.post("/tool/trace", GOOD);
        for (int i = 0; reply.status() == 429 && i < 10_000; i++) {
            reply = server.post("/tool/trace", GOOD);
        }
        assertThat(reply.status()).isEqualTo(200);
    }
}
