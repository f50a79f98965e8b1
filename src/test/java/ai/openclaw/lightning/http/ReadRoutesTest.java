package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What all answers to reads have in common. */
class ReadRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void head_anyRead_hasNoBody() throws IOException {
        for (String path : List.of("/health", "/stats", "/traces", "/guidance", "/optimize/suggestions")) {
            try (RawConnection connection = server.connect()) {
                connection.send(server.head("HEAD", path, ""));
                var head = connection.receive(false);
                assertThat(head.status()).isEqualTo(200);
                assertThat(Integer.parseInt(head.headers().get("content-length")))
                        .isPositive();
                // Had there been a body, this would be read as part of it.
                connection.send(server.head("GET", "/health", ""));
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
    }
}
