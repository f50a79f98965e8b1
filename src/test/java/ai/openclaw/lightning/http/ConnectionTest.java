package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens on a connection: broken and silent clients, failures behind the server, its end. */
class ConnectionTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GARBAGE\\r\\n\\r\\n                                                        | 400
            GET /health HTTP/9.9.9\\r\\n\\r\\n                                          | 400
            GET /health HTTP/1.1\\r\\nHost 127.0.0.1\\r\\n\\r\\n                        | 400
            POST /tool/trace HTTP/1.1\\r\\nContent-Length: x\\r\\n\\r\\n                | 400
            POST /tool/trace HTTP/1.1\\r\\nContent-Length: -1\\r\\n\\r\\n               | 400
            POST /tool/trace HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | 400
            GET /LONG HTTP/1.1\\r\\n\\r\\n                                              | 414
            GET / HTTP/1.1\\r\\nA: LONG\\r\\n\\r\\n                                     | 431
            """)
    void http_malformed_isAnsweredAndClosed(String request, int status) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(request.replace("\\r\\n", "\r\n").replace("LONG", "x".repeat(20_000)));
            var reply = connection.receive();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void connection_silent_isClosed() throws Exception {
        try (ServerUnderTest hasty = ServerUnderTest.impatient();
                RawConnection connection = hasty.connect()) {
            connection.send("GET /health HTTP/1.1\r\nHost:");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void connection_keptAlive_servesPipelinedRequests() throws IOException {
        try (RawConnection connection = server.connect()) {
            String one = server.head("POST", "/tool/trace", JSON + "Content-Length: " + GOOD.length() + "\r\n") + GOOD;
            connection.send(one.repeat(50));
            for (int i = 0; i < 50; i++) {
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
        assertThat(server.writer.stored).hasSize(50);
    }

    @Test
    void http2_clearText_isNotSpoken() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(501);
        }
    }

    @ParameterizedTest
    @EnumSource(BridgeException.Kind.class)
    void writer_fails_isAnsweredByItsKind(BridgeException.Kind kind) throws IOException {
        server.writer.answer = request -> Future.failedFuture(new BridgeException(kind, "a reason"));
        int status = switch (kind) {
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case BUSY -> 429;
            case DISK_FULL -> 507;
            case STORAGE_GONE -> 503;
            case INTERNAL -> 500;
        };
        for (String path : new String[] {"/tool/trace", "/v1/events"}) {
            var reply = server.post(
                    path, path.equals("/tool/trace") ? GOOD : "{\"events\":[{\"type\":\"session.start\"}]}");
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(reply.headers().get("retry-after")).isEqualTo(status == 429 ? "1" : status == 503 ? "5" : null);
            assertThat(reply.json().hasNonNull("id")).isEqualTo(status == 500);
        }
    }

    @Test
    void handler_throws_is500AndTheServerLivesOn() throws IOException {
        server.writer.answer = request -> Future.succeededFuture(WriteReply.stored(List.of()));
        var reply = server.post("/tool/trace", GOOD);
        assertProblem(reply, 500, "Internal Server Error");
        assertThat(reply.json().get("id").asText()).matches("[0-9a-f]{12}");
        server.writer.answer = server.writer::store;
        assertThat(server.post("/tool/trace", GOOD).status()).isEqualTo(200);
    }

    @Test
    void port_taken_failsTheStart() {
        assertThatThrownBy(() -> new ServerUnderTest(settings -> new HttpSettings(
                        settings.host(),
                        server.port(),
                        settings.allowedHosts(),
                        settings.keys(),
                        null,
                        settings.limits(),
                        settings.timeouts())))
                .isInstanceOf(BindException.class);
    }

    @Test
    void drain_requestUnderWay_isAnsweredFirst() throws Exception {
        Promise<WriteReply> slow = Promise.promise();
        server.writer.answer = request -> slow.future().compose(nothing -> server.writer.store(request));
        try (RawConnection connection = server.connect();
                RawConnection idle = server.connect()) {
            idle.send(server.head("GET", "/health", ""));
            assertThat(idle.receive().status()).isEqualTo(200);
            connection.send(
                    server.head("POST", "/tool/trace", JSON + "Content-Length: " + GOOD.length() + "\r\n") + GOOD);
            idle.send(server.head("GET", "/health", ""));
            assertThat(idle.receive().status()).isEqualTo(200);
            Future<Void> drained = server.verticle.drain(Duration.ofSeconds(20));
            assertThat(idle.isClosed()).isTrue();
            awaitNoMoreConnections();
            assertThat(drained.isComplete()).isFalse();
            slow.complete(WriteReply.stored(List.of()));
            assertThat(connection.receive().status()).isEqualTo(200);
            drained.await(60, TimeUnit.SECONDS);
            assertThat(server.writer.stored).hasSize(1);
        }
    }

    /** The listening socket is closed in its own time, before or after the idle connections. */
    private void awaitNoMoreConnections() throws Exception {
        Eventually.until(() -> {
            try (RawConnection taken = server.connect()) {
                assertThat(taken).isNotNull();
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }
}
