package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET /live} says that something changed, soon and not too often. */
class LiveTest {

    private static final String EVENT = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int STREAMS_MAX = 16;

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    private final HttpClient client = HttpClient.newHttpClient();

    /** A stream that is open. */
    private record Listener(HttpResponse<InputStream> answer, BufferedReader lines) implements AutoCloseable {

        /** The id of the next message; comments are passed over. */
        String id() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    assertThat(lines.readLine()).isEqualTo("event: changed");
                    assertThat(lines.readLine()).matches("data: \\{\"changes\":\\d+}");
                    return line;
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Listener listen(String lastId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/live"))
                .version(HttpClient.Version.HTTP_1_1);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId.substring("id: ".length()));
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        return new Listener(answer, new BufferedReader(new InputStreamReader(answer.body(), UTF_8)));
    }

    private void store() throws IOException {
        assertThat(server.post("/tool/trace", EVENT).status()).isEqualTo(200);
    }

    @Test
    void message_afterAWrite_hasAnotherId() throws Exception {
        try (Listener listener = listen(null)) {
            assertThat(listener.answer().statusCode()).isEqualTo(200);
            assertThat(listener.answer().headers().firstValue("content-type")).contains("text/event-stream");
            String first = listener.id();
            store();
            assertThat(listener.id()).isNotEqualTo(first);
        }
    }

    @Test
    void lastEventId_present_isToldAtOnceOnlyWhatWasMissed() throws Exception {
        String first;
        try (Listener listener = listen(null)) {
            first = listener.id();
        }
        try (Listener listener = listen(first)) {
            assertThat(listener.lines().readLine()).isEqualTo(": still here");
        }
        store();
        try (Listener listener = listen(first)) {
            assertThat(listener.id()).isNotEqualTo(first);
        }
    }

    @Test
    void messages_manyWrites_areFewAndEndWithTheNewest() throws Exception {
        try (Listener listener = listen(null)) {
            String last = listener.id();
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                store();
            }
            String newest;
            try (Listener late = listen(null)) {
                newest = late.id();
            }
            int messages = 0;
            while (!last.equals(newest)) {
                last = listener.id();
                messages++;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(messages).isBetween(1, 2 + (int) (4 * seconds));
        }
    }

    @Test
    void streams_tooMany_waitUntilOneGoes() throws Exception {
        List<Listener> open = new ArrayList<>();
        for (int i = 0; i < STREAMS_MAX; i++) {
            open.add(listen(null));
            open.get(i).id();
        }
        assertProblem(server.get("/live"), 429, "Too Many Requests");
        open.get(3).close();
        Eventually.until(Duration.ofSeconds(20), () -> "no place became free", () -> {
            try (Listener next = listen(null)) {
                return next.answer().statusCode() == 200;
            }
        });
        for (Listener one : open) {
            one.close();
        }
    }

    @Test
    void drain_whileSomebodyListens_endsTheStream() throws Exception {
        try (Listener listener = listen(null)) {
            listener.id();
            server.verticle.drain(Duration.ofSeconds(20)).await(10, TimeUnit.SECONDS);
            assertThat(listener.id()).isNull();
        }
    }
}
