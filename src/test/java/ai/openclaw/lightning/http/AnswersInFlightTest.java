package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static ai.openclaw.lightning.http.LongPages.LONG;
import static ai.openclaw.lightning.http.LongPages.assertFull;
import static ai.openclaw.lightning.http.LongPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Long answers are sent as the client takes them, and only so many at one time. */
class AnswersInFlightTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest(LongPages::oneAtATime);

    @Test
    void clients_thatTakeNothing_leaveNoRoomUntilTheyAreGivenUp() throws IOException {
        server.store.page = page(200, LONG);
        List<RawConnection> stuck = new ArrayList<>();
        RawConnection.Reply refused = fillRoom(stuck);
        assertProblem(refused, 429, "Too Many Requests");
        assertThat(refused.headers()).containsEntry("retry-after", "1");
        server.store.page = page(2, "hello");
        assertThat(server.get("/traces").status()).as("a short answer has room").isEqualTo(200);
        assertThat(server.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"t\"}")
                        .status())
                .as("and so has one to a write")
                .isEqualTo(200);
        server.store.page = page(200, LONG);
        assertFull(awaitRoom());
        close(stuck);
    }

    @Test
    void clients_goneInTheMiddle_freeTheirRoom() throws IOException {
        server.store.page = page(200, LONG);
        for (int i = 0; i < 5; i++) {
            List<RawConnection> stuck = new ArrayList<>();
            fillRoom(stuck);
            close(stuck);
        }
        assertFull(awaitRoom());
    }

    /**
     * Adds clients that ask for more than the system's buffers take, and read nothing, until there is no room. One that
     * stopped in the last piece of a page holds little, and what it asked while another held the room was refused: so
     * how many it takes is chance.
     */
    private RawConnection.Reply fillRoom(List<RawConnection> stuck) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        RawConnection.Reply reply = server.get("/traces");
        while (reply.status() != 429 && System.nanoTime() < limit) {
            RawConnection client = new RawConnection(server.port(), 4_096);
            client.send(server.head("GET", "/traces", "").repeat(500));
            stuck.add(client);
            reply = server.get("/traces");
        }
        assertThat(reply.status()).isEqualTo(429);
        return reply;
    }

    private static void close(List<RawConnection> clients) throws IOException {
        for (RawConnection client : clients) {
            client.close();
        }
    }

    private RawConnection.Reply awaitRoom() throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        RawConnection.Reply reply = server.get("/traces");
        while (reply.status() != 200 && System.nanoTime() < limit) {
            reply = server.get("/traces");
        }
        return reply;
    }
}
