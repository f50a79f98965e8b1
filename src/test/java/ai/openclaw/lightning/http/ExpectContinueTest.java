package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that ask before they send their body. */
class ExpectContinueTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void expectContinue_good_isToldToGoOn() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head(
                    "POST", "/tool/trace", JSON + "Expect: 100-continue\r\nContent-Length: " + GOOD.length() + "\r\n"));
            assertThat(connection.receive().status()).isEqualTo(100);
            connection.send(GOOD);
            assertThat(connection.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void expectContinue_refused_isToldAtOnceAndClosed() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(
                    server.head("POST", "/tool/trace", JSON + "Expect: 100-continue\r\nContent-Length: 9999999\r\n"));
            assertThat(connection.receive().status()).isEqualTo(413);
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
