package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request has one deadline from its first byte to its last, wherever it has got to and whatever was answered. */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class RequestDeadlineTest {

    private static final String KEY = "correct-horse-battery";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String LONG_BODY = "Content-Length: 100000\r\n\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    /** Far below the time after which a silent connection is closed, and far above the deadline. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws Exception {
        server = started();
    }

    private static ServerUnderTest started() throws Exception {
        return new ServerUnderTest(settings -> new HttpSettings(
                settings.host(),
                0,
                settings.allowedHosts(),
                new Keys(KEY, ServerUnderTest.DECISION_KEY, false),
                null,
                settings.limits(),
                new HttpSettings.Timeouts(600, 1, 60)));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        server.close();
    }

    private static String head(String firstLine) {
        return head(firstLine, server);
    }

    private static String head(String firstLine, ServerUnderTest at) {
        return firstLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + at.port() + "\r\nX-API-Key: " + KEY + "\r\n";
    }

    private static String goodWrite() {
        return goodWrite(server);
    }

    private static String goodWrite(ServerUnderTest at) {
        return head("POST /tool/trace", at) + JSON + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD;
    }

    /** Sends a byte now and then, so the connection is never silent, until the server closes it. */
    private static void assertClosed(RawConnection connection, String byteByByte) throws Exception {
        int[] sent = {0};
        Eventually.until(SOON, () -> "still open after " + sent[0] + " bytes", () -> {
            try {
                connection.send(String.valueOf(byteByByte.charAt(sent[0]++ % byteByByte.length())));
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
        assertThat(sent[0]).as("it was given time").isGreaterThan(2);
    }

    /** Time is what the deadline is about, so time itself is the condition. */
    private static void letPass(int ms) throws Exception {
        long from = System.nanoTime();
        Eventually.until(() -> System.nanoTime() - from >= TimeUnit.MILLISECONDS.toNanos(ms));
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /health HTTP/1.1\r\nX-Slow: ", "\r\n"})
    void head_thatTrickles_closesTheConnection(String start) throws Exception {
        try (RawConnection connection = server.connect()) {
            connection.send(start);
            assertClosed(connection, start.equals("\r\n") ? start : "x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /health HTTP/1.1\r\nX-Slow: ", "\r\n"})
    void head_thatTricklesBehindAGoodRequest_closesTheConnection(String start) throws Exception {
        try (RawConnection connection = server.connect()) {
            connection.send(goodWrite() + start);
            assertThat(connection.receive().status()).isEqualTo(200);
            assertClosed(connection, start.equals("\r\n") ? start : "x");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health, '', 200",
        "POST /health, '', 405",
        "POST /nowhere, '', 404",
        "POST /optimize/suggestions//accept, '', 404",
        "POST /tool/trace, Content-Type: text/html, 415",
        "POST /tool/trace, Origin: http://evil.example, 403",
        "POST /tool/trace, Authorization: Basic x, 401",
    })
    void body_behindAnEarlyAnswer_closesTheConnection(String firstLine, String header, int status) throws Exception {
        String start = head(firstLine) + header + (header.isEmpty() ? "" : "\r\n");
        if (status == 401) {
            start = start.replace("X-API-Key: " + KEY, "X-API-Key: wrong");
        }
        try (RawConnection connection = server.connect()) {
            connection.send(start + LONG_BODY);
            assertThat(connection.receive().status()).isEqualTo(status);
            assertClosed(connection, "x");
        }
        try (RawConnection connection = server.connect()) {
            connection.send(start + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(status);
            assertClosed(connection, "1\r\nx\r\n");
        }
    }

    @Test
    void body_behindA413_closesTheConnection() throws Exception {
        try (RawConnection connection = server.connect()) {
            connection.send(head("POST /tool/trace") + JSON + "Content-Length: 9000000\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(413);
            assertClosed(connection, "x");
        }
    }

    /** The time that the head took counts as well, so the whole is late although no part is. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5;slow="})
    void body_thatTrickles_is408AndClosesTheConnection(String end) throws Exception {
        String head = head("POST /tool/trace") + JSON + end;
        try (RawConnection connection = server.connect()) {
            connection.send(head);
            assertThat(connection.receive().status()).isEqualTo(408);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void request_inPiecesWithinTheDeadline_isServedEachTime() throws Exception {
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                String request = goodWrite();
                connection.send(request.substring(0, 9));
                letPass(200);
                connection.send(request.substring(9, request.length() - 9));
                letPass(200);
                connection.send(request.substring(request.length() - 9));
                assertThat(connection.receive().status()).isEqualTo(200);
                letPass(2_500); // between requests it may be silent for longer
            }
        }
    }

    /** It is the client's time that is limited, not the writer's; the one behind can't help waiting. */
    @Test
    void answer_thatTakesLong_isNotCutOff() throws Exception {
        Promise<WriteReply> slow = Promise.promise();
        try (ServerUnderTest itsOwn = started();
                RawConnection connection = itsOwn.connect()) {
            itsOwn.writer.answer = request -> slow.future().compose(nothing -> itsOwn.writer.store(request));
            String next = goodWrite(itsOwn);
            connection.send(next + next.substring(0, 40));
            letPass(1_500);
            connection.send(next.substring(40));
            letPass(2_500);
            slow.complete(WriteReply.stored(List.of()));
            assertThat(connection.receive().status()).isEqualTo(200);
            assertThat(connection.receive().status()).isEqualTo(200);
        }
    }
}
