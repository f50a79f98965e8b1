package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever holds as many connections as there may be keeps nobody out. */
@Tag("once")
class ManyConnectionsTest {

    /** Before, no answer came at all. On a machine that does nothing else it takes milliseconds. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int MAX = HttpSettings.Limits.DEFAULT.connectionsMax();

    private final List<RawConnection> held = new ArrayList<>();
    private ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest();
    }

    @AfterEach
    void stop() throws IOException, TimeoutException {
        for (RawConnection connection : held) {
            connection.close();
        }
        server.close();
    }

    private void hold(int connections, String sent) throws IOException {
        for (int i = 0; i < connections; i++) {
            RawConnection connection = server.connect();
            held.add(connection);
            try {
                connection.send(sent);
            } catch (IOException closed) {
                assertThat(i).as("closed by those behind it").isGreaterThan(0);
            }
        }
    }

    /** How many writes wait for it. */
    private AtomicInteger answerAfter(Promise<WriteReply> slow) {
        AtomicInteger asked = new AtomicInteger();
        server.writer.answer = request -> {
            asked.incrementAndGet();
            return slow.future().compose(nothing -> server.writer.store(request));
        };
        return asked;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idle                      | 3000 |
            with half a head          | 1500 | GET /health HTTP/1.1\\r\\nX:
            with half a body          | 1500 | POST /tool/trace HTTP/1.1\\r\\nHost: localhost:PORT\\r\\nContent-Type: application/json\\r\\nContent-Length: 9\\r\\n\\r\\n{
            refused, with a body left | 1500 | POST /nowhere HTTP/1.1\\r\\nHost: localhost:PORT\\r\\nContent-Length: 9\\r\\n\\r\\n{
            that asked once           | 1500 | GET /stats HTTP/1.1\\r\\nHost: localhost:PORT\\r\\n\\r\\n
            """)
    void health_besideTooManyConnections_isAnsweredAtOnce(String kind, int connections, String sent) throws Exception {
        String start = sent == null ? "" : sent.replace("\\r\\n", "\r\n").replace("PORT", "" + server.port());
        hold(connections, start);
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            assertThat(server.get("/health").status()).as(kind).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).as(kind).isLessThan(ANSWERED_WITHIN);
        }
    }

    @Test
    void connection_longestIdle_isTheOneClosed() throws Exception {
        try (RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            for (RawConnection connection : List.of(first, second, first)) {
                connection.send(server.head("GET", "/health", ""));
                assertThat(connection.receive().status()).isEqualTo(200);
            }
            hold(MAX - 1, "");
            assertThat(second.isClosed()).isTrue();
            first.send(server.head("GET", "/health", ""));
            assertThat(first.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void connection_whoseRequestIsBeingAnswered_isNotClosed() throws Exception {
        Promise<WriteReply> slow = Promise.promise();
        AtomicInteger asked = answerAfter(slow);
        try (RawConnection busy = server.connect()) {
            busy.send(server.head("POST", "/tool/trace", JSON + "Content-Length: " + GOOD.length() + "\r\n") + GOOD);
            Eventually.until(() -> asked.get() == 1);
            hold(MAX + 10, "");
            assertThat(held.get(0).isClosed()).isTrue();
            slow.complete(WriteReply.stored(List.of()));
            assertThat(busy.receive().status()).isEqualTo(200);
        }
    }

    /** Those that are being answered keep their places, and those that left give theirs back. */
    @Test
    void connections_allBeingAnswered_theNewestMayOnlyAskForHealthUntilOneIsFree() throws Exception {
        String write = server.head("POST", "/tool/trace", JSON + "Content-Length: " + GOOD.length() + "\r\n") + GOOD;
        Promise<WriteReply> slow = Promise.promise();
        AtomicInteger asked = answerAfter(slow);
        hold(MAX, write);
        Eventually.until(() -> asked.get() == MAX);
        try (RawConnection newest = server.connect();
                RawConnection supervisor = server.connect()) {
            newest.send(write);
            assertThat(newest.receive().status()).isEqualTo(503);
            assertThat(newest.isClosed()).isTrue();
            for (int i = 0; i < 5; i++) {
                supervisor.send(server.head("GET", "/health", ""));
                assertThat(supervisor.receive().status()).isEqualTo(200);
            }
            slow.complete(WriteReply.stored(List.of()));
            for (RawConnection connection : held) {
                assertThat(connection.receive().status()).isEqualTo(200);
            }
            supervisor.send(write);
            assertThat(supervisor.receive().status()).as("one is free now").isEqualTo(200);
        }
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void sparePlaces_allTaken_theOneThatAskedLongestAgoGivesWay() throws Exception {
        Promise<WriteReply> slow = Promise.promise();
        AtomicInteger asked = answerAfter(slow);
        hold(MAX, server.head("POST", "/tool/trace", JSON + "Content-Length: " + GOOD.length() + "\r\n") + GOOD);
        Eventually.until(() -> asked.get() == MAX);
        hold(100, "");
        assertThat(held.get(MAX).isClosed()).isTrue();
        assertThat(server.get("/health").status()).isEqualTo(200);
        slow.complete(WriteReply.stored(List.of()));
        for (RawConnection connection : held.subList(0, MAX)) {
            assertThat(connection.receive().status()).isEqualTo(200);
        }
    }
}
