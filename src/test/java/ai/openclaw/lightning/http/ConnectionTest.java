package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens on a connection: sizes, encodings, slow and broken clients, failures behind the server, its end. */
class ConnectionTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int MIB = 1 << 20;

    private ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(settings -> settings);
    }

    /** A second server, which gives up soon: for the tests of just that, as a slow machine may need longer elsewhere. */
    private static ServerUnderTest impatient() throws Exception {
        return new ServerUnderTest(settings -> new HttpSettings(
                settings.host(),
                0,
                settings.allowedHosts(),
                null,
                null,
                settings.limits(),
                new HttpSettings.Timeouts(3, 1, 1)));
    }

    @AfterEach
    void stop() throws TimeoutException {
        server.close();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A tool call of exactly that many bytes. */
    private static byte[] callOf(int bytes) {
        String before = "{\"session_key\":\"s\",\"tool_name\":\"t\",\"result\":\"";
        return (before + "x".repeat(bytes - before.length() - 2) + "\"}").getBytes(UTF_8);
    }

    @Test
    void body_ofExactlyTheLimit_isStoredAndItsFieldCut() throws IOException {
        assertThat(server.post("/tool/trace", callOf(MIB), "").status()).isEqualTo(200);
        var stored = (TraceEvent.ToolCall) server.writer.stored.get(0);
        assertThat(stored.result().cut()).isTrue();
        assertThat(stored.result().text()).hasSize(16 * 1024).startsWith("{\"truncated\":true,\"bytes\":1048");
    }

    @Test
    void body_declaredTooLarge_is413AndTheConnectionGoesOn() throws IOException {
        byte[] large = callOf(MIB + 1);
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Content-Length: " + large.length + "\r\n"));
            assertProblem(connection.receive(), 413, "Request Entity Too Large");
            connection.send(large);
            connection.send(server.head("GET", "/health", ""));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).isEmpty();
    }

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

    @Test
    void gzip_good_isDecompressed() throws IOException {
        assertThat(server.post("/tool/trace", gzip(GOOD.getBytes(UTF_8)), "Content-Encoding: gzip\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/tool/trace", gzip(callOf(MIB)), "Content-Encoding: gzip\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(server.writer.stored).hasSize(2);
    }

    @Test
    void gzip_broken_is400() throws IOException {
        byte[] good = gzip(GOOD.getBytes(UTF_8));
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 6);
        byte[] damaged = good.clone();
        damaged[damaged.length - 6] ^= 1;
        for (byte[] body : List.of(cut, damaged, GOOD.getBytes(UTF_8), new byte[] {31, (byte) 139})) {
            assertProblem(server.post("/tool/trace", body, "Content-Encoding: gzip\r\n"), 400, "Bad Request");
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @Test
    void gzip_bomb_is413() throws IOException {
        byte[] bomb = gzip(new byte[200 * MIB]);
        assertThat(bomb.length).isLessThan(MIB);
        assertProblem(server.post("/tool/trace", bomb, "Content-Encoding: gzip\r\n"), 413, "Request Entity Too Large");
        assertProblem(
                server.post("/tool/trace", gzip(callOf(MIB + 1)), "Content-Encoding: gzip\r\n"),
                413,
                "Request Entity Too Large");
        assertThat(server.writer.stored).isEmpty();
    }

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

    @Test
    void body_halfSent_is408AndFreesItsBytes() throws Exception {
        try (ServerUnderTest hasty = impatient()) {
            List<RawConnection> slow = halfSent(hasty);
            for (RawConnection connection : slow) {
                assertThat(connection.receive().status()).isEqualTo(408);
                connection.close();
            }
            // All that may be held at one time fits again.
            slow = halfSent(hasty);
            assertThat(slow.get(0).receive().status()).isEqualTo(408);
            assertThat(slow.get(0).isClosed()).isTrue();
            for (RawConnection connection : slow) {
                connection.close();
            }
            assertThat(hasty.writer.stored).isEmpty();
        }
    }

    @Test
    void bodies_holdAllBytes_othersAre429UntilOneIsComplete() throws IOException {
        List<RawConnection> slow = halfSent(server);
        RawConnection.Reply reply = server.post("/tool/trace", GOOD);
        assertProblem(reply, 429, "Too Many Requests");
        assertThat(reply.headers()).containsEntry("retry-after", "1");
        slow.get(0).send("x".repeat(MIB - 1));
        assertThat(slow.get(0).receive().status()).isEqualTo(400);
        assertThat(server.post("/tool/trace", GOOD).status()).isEqualTo(200);
        assertThat(server.writer.stored).hasSize(1);
        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    /** Connections whose bodies have begun, as many as may be held at one time. */
    private static List<RawConnection> halfSent(ServerUnderTest server) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            RawConnection connection = server.connect();
            connection.send(server.head(
                    "POST", "/tool/trace", JSON + "Expect: 100-continue\r\nContent-Length: " + MIB + "\r\n"));
            assertThat(connection.receive().status()).isEqualTo(100); // from here on its bytes are held
            connection.send("{");
            connections.add(connection);
        }
        return connections;
    }

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
        try (ServerUnderTest hasty = impatient();
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
            assertThat(reply.headers().get("retry-after")).isEqualTo(status == 429 ? "1" : null);
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
                        null,
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
