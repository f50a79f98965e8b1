package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the answer is, a browser may not guess its type, keep it, embed it, or run anything in it. */
class SafeHeadersTest {

    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerUnderTest();
        server.writer.answer =
                request -> Future.failedFuture(new BridgeException(BridgeException.Kind.DISK_FULL, "a reason"));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        server.close();
    }

    static void assertSafe(RawConnection.Reply reply) {
        assertThat(reply.headers())
                .as("headers of %d", reply.status())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | GET /health HTTP/1.1\\r\\nHOST\\r\\n
            200 | GET /traces HTTP/1.0\\r\\nHOST\\r\\n
            200 | GET /metrics HTTP/1.1\\r\\nHOST\\r\\n
            304 | GET /guidance HTTP/1.1\\r\\nHOST\\r\\nIf-None-Match: *\\r\\n
            400 | GET /health HTTP/1.1\\r\\nHOST\\r\\nHOST\\r\\n
            400 | GET /traces/%zz HTTP/1.1\\r\\nHOST\\r\\n
            403 | GET /health HTTP/1.1\\r\\nHost: evil.example\\r\\n
            404 | GET /nowhere HTTP/1.1\\r\\nHOST\\r\\n
            404 | GET /traces/ HTTP/1.1\\r\\nHOST\\r\\n
            405 | DELETE /stats HTTP/1.1\\r\\nHOST\\r\\n
            405 | BREW /stats HTTP/1.1\\r\\nHOST\\r\\n
            413 | POST /tool/trace HTTP/1.1\\r\\nHOST\\r\\nContent-Type: application/json\\r\\nContent-Length: 9000000\\r\\n
            415 | POST /tool/trace HTTP/1.1\\r\\nHOST\\r\\nContent-Length: 5\\r\\n
            400 | GARBAGE\\r\\n
            400 | GET /health HTTP/9.9.9\\r\\n
            400 | GET /health HTTP/1.1\\r\\nHost 127.0.0.1\\r\\n
            400 | POST /tool/trace HTTP/1.1\\r\\nContent-Length: -1\\r\\n
            414 | GET /LONG HTTP/1.1\\r\\n
            431 | GET / HTTP/1.1\\r\\nA: LONG\\r\\n
            501 | GET /health HTTP/2.0\\r\\nHOST\\r\\n
            501 | PRI * HTTP/2.0\\r\\n
            501 | GET /health HTTP/0.9\\r\\nHOST\\r\\n
            """)
    void answer_any_isSafe(int status, String request) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(request.replace("\\r\\n", "\r\n")
                            .replace("HOST", "Host: 127.0.0.1:" + server.port())
                            .replace("LONG", "x".repeat(20_000))
                    + "\r\n");
            RawConnection.Reply reply = connection.receive(status != 304);
            assertThat(reply.status()).isEqualTo(status);
            assertSafe(reply);
        }
    }

    @ParameterizedTest
    @CsvSource({"'{\"session_key\":\"s\",\"tool_name\":\"t\"}', 507", "{}, 400", "{, 400"})
    void answer_toAWrite_isSafe(String body, int status) throws IOException {
        RawConnection.Reply reply = server.post("/tool/trace", body);
        assertThat(reply.status()).isEqualTo(status);
        assertSafe(reply);
    }
}
