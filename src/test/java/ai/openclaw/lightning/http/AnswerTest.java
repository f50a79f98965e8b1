package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.access.KeyRing;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Dispatcher;
import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.http.exchange.RequestRules;
import ai.openclaw.lightning.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How each kind of answer is sent, whatever route it is of. */
class AnswerTest {

    private static final int ROOM = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpCounters counters = new HttpCounters();

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        RequestRules rules =
                new RequestRules(Set.of(), false, new KeyRing(ServerUnderTest.OPEN), 100, 30, 1 << 20, ROOM, 1 << 20);
        Dispatcher dispatcher = new Dispatcher(rules, Router.router(vertx), counters, () -> "0123456789abcdef");
        dispatcher.serve(List.of(
                Route.get(
                        "/page",
                        call -> Future.succeededFuture(new Answer.Whole(
                                200,
                                "text/html",
                                Buffer.buffer("<p>"),
                                Map.of("Content-Security-Policy", "default-src 'self'")))),
                Route.get("/now", call -> stream(Future::succeededFuture)),
                Route.get(
                        "/later",
                        call -> stream(
                                piece -> vertx.timer(1, TimeUnit.MILLISECONDS).map(passed -> piece))),
                Route.get(
                        "/failing",
                        call -> stream(piece -> piece == null
                                ? Future.failedFuture(new IllegalStateException("secret"))
                                : Future.succeededFuture(piece))),
                Route.get(
                        "/throwing",
                        call -> stream(piece -> {
                            if (piece == null) {
                                throw new IllegalStateException("secret");
                            }
                            return Future.succeededFuture(piece);
                        }))));
        server = vertx.createHttpServer().requestHandler(dispatcher).connectionHandler(dispatcher::opened);
        server.listen(0, "127.0.0.1").await(60, TimeUnit.SECONDS);
    }

    /** Three pieces and their end, each made by {@code how}. */
    private static Future<Answer> stream(java.util.function.Function<Buffer, Future<Buffer>> how) {
        IntFunction<Buffer> pieces = i -> i < 3 ? Buffer.buffer(i + "piece;".repeat(10_000)) : null;
        int[] asked = {0};
        return Future.succeededFuture(
                new Answer.Stream(200, "text/plain", () -> how.apply(pieces.apply(asked[0]++)), ROOM, Map.of()));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    private RawConnection.Reply get(RawConnection connection, String method, String path) throws IOException {
        connection.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.actualPort() + "\r\n\r\n");
        return connection.receive(!method.equals("HEAD"));
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(server.actualPort());
    }

    @Test
    void stream_piecesNowOrLater_allArriveInOrderAndItsRoomIsFreed() throws IOException {
        String all = "0" + "piece;".repeat(10_000) + "1" + "piece;".repeat(10_000) + "2" + "piece;".repeat(10_000);
        try (RawConnection connection = connect()) {
            for (String path : List.of("/now", "/later", "/now", "/later")) {
                RawConnection.Reply reply = get(connection, "GET", path);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers()).containsEntry("content-type", "text/plain");
                SafeHeadersTest.assertSafe(reply);
                assertThat(reply.text()).isEqualTo(all);
            }
        }
        assertThat(counters.answers(2)).isEqualTo(4);
    }

    @Test
    void stream_thatBreaksOff_endsWithoutAnEndAndItsRoomIsFreed() throws IOException {
        for (String path : List.of("/failing", "/throwing", "/failing")) {
            try (RawConnection connection = connect()) {
                assertThatThrownBy(() -> get(connection, "GET", path)).isInstanceOf(EOFException.class);
            }
        }
        try (RawConnection connection = connect()) {
            assertThat(get(connection, "GET", "/now").status()).isEqualTo(200);
        }
    }

    @Test
    void answer_withAPolicyOfItsOwn_hasThatOne() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("GET /page HTTP/1.1\r\nHost: 127.0.0.1:" + server.actualPort() + "\r\n\r\n");
            assertThat(connection.receive().headers())
                    .containsEntry("content-security-policy", "default-src 'self'")
                    .containsEntry("x-content-type-options", "nosniff");
        }
    }
}
