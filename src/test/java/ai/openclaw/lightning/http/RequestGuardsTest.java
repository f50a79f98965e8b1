package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host, Origin and key: in this order, before any route, and nothing is stored. */
class RequestGuardsTest {

    private static final String KEY = "correct-horse";
    private static final String GOOD_BODY = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    private static ServerUnderTest open;
    private static ServerUnderTest locked;

    @BeforeAll
    static void start() throws Exception {
        open = new ServerUnderTest();
        locked = new ServerUnderTest(settings -> new HttpSettings(
                settings.host(),
                0,
                settings.allowedHosts(),
                new Keys(KEY, ServerUnderTest.DECISION_KEY, false),
                null,
                settings.limits(),
                settings.timeouts()));
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
        return server.send(head.replace("PORT", String.valueOf(server.port())));
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

    /** Each pair could mean one thing to a proxy and another to the bridge. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:PORT",
                "Host: localhost:PORT",
                "host: localhost:PORT",
                "Origin: http://localhost:PORT\r\nOrigin: http://evil.example",
                "Origin: http://localhost:PORT\r\nOrigin: http://localhost:PORT",
                "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
                "Content-Type: application/json\r\nContent-Type: text/plain",
                "Content-Encoding: gzip\r\nContent-Encoding: identity",
                "X-API-Key: correct-horse\r\nX-API-Key: wrong",
                "Authorization: Bearer correct-horse\r\nAuthorization: Bearer wrong",
            })
    void header_givenTwice_is400WhateverCameBefore(String second) throws IOException {
        for (ServerUnderTest server : new ServerUnderTest[] {open, locked}) {
            String port = String.valueOf(server.port());
            String good = "GET /health HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n".replace("PORT", port);
            String twice = "GET /health HTTP/1.1\r\nHost: localhost:PORT\r\n" + second + "\r\n\r\n";
            try (RawConnection connection = server.connect()) {
                for (int i = 0; i < 2; i++) {
                    connection.send(twice.replace("PORT", port));
                    assertProblem(connection.receive(), 400, "Bad Request");
                    connection.send(good); // from here on the host is known as a good one
                    assertThat(connection.receive().status()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void key_inBothHeaders_isTheOneOfTheOwnHeader() throws IOException {
        String both =
                "GET /stats HTTP/1.1\r\nHost: localhost:PORT\r\nX-API-Key: %s\r\nAuthorization: Bearer %s\r\n\r\n";
        assertThat(send(locked, both.formatted(KEY, "wrong")).status()).isEqualTo(200);
        assertThat(send(locked, both.formatted("wrong", KEY)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:PORT/stats, 200",
        "HTTP://127.0.0.1:PORT/stats?x=1, 200",
        "http://lightning.example:PORT/stats, 200",
        "http://evil.example:PORT/stats, 403",
        "http://evil.example/stats, 403",
        "http://localhost/stats, 403",
        "http://localhost:PORT@evil.example/stats, 403",
        "http://evil.example?://localhost:PORT/stats, 403",
        "http:///stats, 403",
        "https://localhost:PORT/stats, 400",
        "localhost:PORT, 400",
        "stats, 400",
        "*, 400",
    })
    void target_notAPath_mustBeAUrlOfThisBridge(String target, int status) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
        try (RawConnection connection = open.connect()) {
            for (int i = 0; i < 2; i++) {
                connection.send(request.replace("PORT", String.valueOf(open.port())));
                assertThat(connection.receive().status()).isEqualTo(status);
                connection.send(open.head("GET", "/stats", ""));
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
        assertThat(send(open, "GET http://localhost:PORT/stats HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n")
                        .status())
                .as("the Host that comes along must be good too")
                .isEqualTo(403);
    }

    /** Without its body: some routes stream and never end. */
    private static int statusOf(String head) throws IOException {
        try (RawConnection connection = open.connect()) {
            connection.send(head);
            return connection.receive(false).status();
        }
    }

    /** A page of another site can send a form or an image, which have no Origin. */
    @ParameterizedTest
    @CsvSource({"cross-site, false", "same-site, false", "same-origin, true", "none, true", "else, false", "'', false"})
    void fetchSite_ofAnotherSite_isRefusedOnEveryRoute(String site, boolean served) throws IOException {
        String header = "Sec-Fetch-Site: " + site + "\r\n";
        for (var route : open.verticle.routes()) {
            String path = route.path().replaceAll(":\\w+", "7");
            String head = open.head(route.method().name(), path, header);
            if (served || path.matches("/v1/(traces|logs|metrics)")) { // OTLP answers no problem, but a Status
                assertThat(statusOf(head) == 403).as(path).isEqualTo(!served);
            } else {
                assertProblem(send(open, head), 403, "Forbidden");
            }
        }
        int unknown = send(open, open.head("GET", "/nowhere", header)).status();
        assertThat(unknown).isEqualTo(served ? 404 : 403);
        assertThat(send(locked, locked.head("GET", "/health", header)).status()).isEqualTo(served ? 200 : 403);
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
}
