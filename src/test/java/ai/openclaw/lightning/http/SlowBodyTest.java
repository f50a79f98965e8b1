package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies that come late or in part: how long they hold room for their bytes. */
class SlowBodyTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int MIB = 1 << 20;

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void body_halfSent_is408AndFreesItsBytes() throws Exception {
        try (ServerUnderTest hasty = ServerUnderTest.impatient()) {
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
}
