package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host, Origin, key, route, method, media type: in this order, and nothing is stored. */
class RequestGuardsTest {

    private static final String KEY = "correct-horse";
    private static final String GOOD_BODY = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    private static ServerUnderTest open;
    private static ServerUnderTest locked;

    @BeforeAll
    static void start() throws Exception {
        open = new ServerUnderTest();
        locked = new ServerUnderTest(settings -> new HttpSettings(
                settings.host(), 0, settings.allowedHosts(), KEY, null, settings.limits(), settings.timeouts()));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        open.close();
        locked.close();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(open.writer.stored).isEmpty();
        assertThat(locked.writer.stored).isEmpty();
    }

    private static RawConnection.Reply send(ServerUnderTest server, String head) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(head.replace("PORT", String.valueOf(server.port())));
            return connection.receive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:PORT",
                "127.1.2.3:PORT",
                "localhost:PORT",
                "LocalHost:PORT",
                "[::1]:PORT",
                "lightning.example:PORT"
            })
    void host_ofThisBridge_isServed(String host) throws IOException {
        assertThat(send(open, "GET /stats HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:PORT\r\n",
                "Host: 127.0.0.1\r\n",
                "Host: 127.0.0.1:1\r\n",
                "Host: 127.0.0.1.evil.example:PORT\r\n",
                "Host: 127.0.0.999:PORT\r\n",
                "Host: 127.1:PORT\r\n",
                "Host: 128.0.0.1:PORT\r\n",
                "Host: localhost.:PORT\r\n",
                "Host: [::1]\r\n",
                "Host: [::2]:PORT\r\n",
                "Host: :PORT\r\n",
                "Host: \r\n",
                "",
            })
    void host_missingOrForeign_is403(String header) throws IOException {
        assertProblem(send(open, "GET /stats HTTP/1.1\r\n" + header + "\r\n"), 403, "Forbidden");
        assertProblem(send(open, "GET /nowhere HTTP/1.1\r\n" + header + "\r\n"), 403, "Forbidden");
        assertProblem(
                send(
                        open,
                        "POST /tool/trace HTTP/1.1\r\n" + header + "Content-Length: " + GOOD_BODY.length()
                                + "\r\nContent-Type: application/json\r\n\r\n" + GOOD_BODY),
                403,
                "Forbidden");
    }

    @Test
    void host_twice_isRefused() throws IOException {
        var reply = send(open, "GET /health HTTP/1.1\r\nHost: evil.example:PORT\r\nHost: localhost:PORT\r\n\r\n");
        assertThat(reply.status()).isIn(400, 403);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT, 200",
        "HTTP://127.0.0.1:PORT, 200",
        "http://localhost:PORT, 403",
        "https://127.0.0.1:PORT, 403",
        "http://127.0.0.1:PORT1, 403",
        "http://127.0.0.1, 403",
        "http://evil.example, 403",
        "null, 403",
    })
    void origin_given_mustBeOurs(String origin, int status) throws IOException {
        var reply = send(open, "GET /stats HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: " + origin + "\r\n\r\n");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /stats   | X-API-Key: correct-horse             | 200
            /stats   | Authorization: Bearer correct-horse  | 200
            /stats   | authorization: bearer  correct-horse | 200
            /stats   | X-API-Key: correct-hors              | 401
            /stats   | X-API-Key: correct-horsey            | 401
            /stats   | Authorization: Basic correct-horse   | 401
            /stats   | Authorization: Bearer                | 401
            /stats   | X-Other: 1                           | 401
            /nowhere | X-Other: 1                           | 401
            /nowhere | X-API-Key: correct-horse             | 404
            /health  | X-Other: 1                           | 200
            """)
    void key_configured_isNeededEverywhereButHealth(String path, String header, int status) throws IOException {
        var reply = send(locked, "GET " + path + " HTTP/1.1\r\nHost: localhost:PORT\r\n" + header + "\r\n\r\n");
        assertThat(reply.status()).isEqualTo(status);
        if (status == 401) {
            assertProblem(reply, 401, "Unauthorized");
            assertThat(reply.headers()).containsEntry("www-authenticate", "Bearer");
        }
    }

    @Test
    void key_missing_comesAfterHostAndOrigin() throws IOException {
        assertThat(send(locked, "GET /stats HTTP/1.1\r\nHost: evil\r\n\r\n").status())
                .isEqualTo(403);
        assertThat(send(locked, "GET /stats HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: null\r\n\r\n")
                        .status())
                .isEqualTo(403);
        // Also the health check, which needs no key, is not for other origins.
        assertThat(send(locked, "GET /health HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: null\r\n\r\n")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /tool/trace                      | POST
            HEAD    | /session/start                   | POST
            DELETE  | /v1/events                       | POST
            POST    | /health                          | GET, HEAD
            PUT     | /traces                          | GET, HEAD
            OPTIONS | /stats                           | GET, HEAD
            PATCH   | /traces/abc                      | GET, HEAD
            GET     | /optimize/suggestions/7/accept   | POST
            BREW    | /optimize/run                    | POST
            """)
    void method_wrong_is405WithAllow(String method, String path, String allowed) throws IOException {
        try (RawConnection connection = open.connect()) {
            connection.send(open.head(method, path, ""));
            var reply = connection.receive(!method.equals("HEAD"));
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.headers()).containsEntry("allow", allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/tool/trace/",
                "/Tool/trace",
                "/traces/",
                "/traces/a/b",
                "/optimize/suggestions//accept",
                "/optimize/suggestions/a/b/accept",
                "/../health",
                "/v1//events",
            })
    void route_unknown_is404(String path) throws IOException {
        assertProblem(open.get(path), 404, "Not Found");
        assertProblem(open.post(path, GOOD_BODY), 404, "Not Found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: application/jsonp\r\n",
                "Content-Type: application/json; charset=iso-8859-1\r\n",
                "Content-Type: \r\n",
                "",
                "Content-Type: application/json\r\nContent-Encoding: br\r\n",
                "Content-Type: application/json\r\nContent-Encoding: gzip, gzip\r\n",
            })
    void mediaType_notJson_is415(String headers) throws IOException {
        String length = "Content-Length: " + GOOD_BODY.length() + "\r\n";
        for (String path : new String[] {"/tool/trace", "/v1/events", "/optimize/run"}) {
            assertProblem(
                    send(open, open.head("POST", path, headers + length) + GOOD_BODY), 415, "Unsupported Media Type");
        }
    }

    @Test
    void mediaType_wrongAndBodyTooLarge_is415() throws IOException {
        assertThat(send(
                                open,
                                open.head(
                                        "POST",
                                        "/tool/trace",
                                        "Content-Type: text/html\r\nContent-Length: 99999999\r\n"))
                        .status())
                .isEqualTo(415);
    }
}
