package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.LongPages.LONG;
import static ai.openclaw.lightning.http.LongPages.PAGE_BYTES;
import static ai.openclaw.lightning.http.LongPages.assertFull;
import static ai.openclaw.lightning.http.LongPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.view.PageCursor;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers end at a mebibyte, and go on with a cursor. */
class LongAnswersTest {

    /** Six bytes of JSON each. */
    private static final String CONTROLS = "\u0001".repeat(16_000);

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest(LongPages::oneAtATime);

    @Test
    void traces_moreThanAPageOfJson_endWithTheCursorOfTheLast() throws IOException {
        for (String message : List.of(LONG, CONTROLS)) {
            server.store.page = page(200, message);
            RawConnection.Reply reply = server.get("/traces?limit=200");
            assertFull(reply);
            JsonNode page = reply.json();
            int last = page.get("traces").size() - 1;
            assertThat(page.get("next").asText()).isEqualTo(new PageCursor(10_000 - last, last).toText());
            assertThat(page.at("/traces/" + last + "/message").asText()).isEqualTo(message);
        }
    }

    @Test
    void traces_oneThatIsLargerThanAPage_comesAlone() throws IOException {
        server.store.page = page(2, "x".repeat(3 * PAGE_BYTES));
        JsonNode page = server.get("/traces").json();
        assertThat(page.get("traces")).hasSize(1);
        assertThat(page.get("next").asText()).isEqualTo(new PageCursor(10_000, 0).toText());
    }

    @Test
    void traces_shortPage_hasALength() throws IOException {
        server.store.page = page(2, "hello");
        RawConnection.Reply reply = server.get("/traces");
        assertThat(reply.headers()).containsKey("content-length").doesNotContainKey("transfer-encoding");
        assertThat(reply.json().get("traces")).hasSize(2);
    }

    @Test
    void trace_longCallsAndRewards_bothEndWithTheirCursors() throws IOException {
        List<StoredCall> calls = IntStream.range(0, 500)
                .mapToObj(i -> new StoredCall(
                        i,
                        null,
                        "t",
                        null,
                        Content.whole("\"" + LONG + "\""),
                        Content.whole(CONTROLS),
                        null,
                        null,
                        50L + i))
                .toList();
        List<StoredReward> rewards = IntStream.range(0, 500)
                .mapToObj(i -> new StoredReward(
                        i,
                        CONTROLS.substring(0, 256),
                        "user",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        90L + i))
                .toList();
        server.store.details.put("long", new TraceDetail(Samples.trace(1, LONG), calls, null, rewards, null));
        RawConnection.Reply reply = server.get("/traces/long");
        assertFull(reply);
        JsonNode detail = reply.json();
        int call = detail.get("tool_calls").size() - 1;
        int reward = detail.get("rewards").size() - 1;
        assertThat(call).isPositive();
        assertThat(reward).isGreaterThan(100);
        assertThat(detail.get("next_calls").asText()).isEqualTo(new PageCursor(50 + call, call).toText());
        assertThat(detail.get("next_rewards").asText()).isEqualTo(new PageCursor(90 + reward, reward).toText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestions", "experiments"})
    void optimizerLists_longTexts_endWithACursorAndGoOn(String list) throws IOException {
        List<Suggestion> suggestions = new ArrayList<>();
        List<ExperimentReport> experiments = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            suggestions.add(Samples.suggestion("s" + i, LONG));
            experiments.add(Samples.experiment("e" + i, LONG));
        }
        server.optimizer = Samples.optimizer(suggestions, experiments);
        int seen = 0;
        String next = "0";
        while (!next.equals("null")) {
            RawConnection.Reply reply = server.get("/optimize/" + list + "?limit=200&cursor=" + next);
            assertThat(reply.text().length()).isBetween(1, PAGE_BYTES);
            JsonNode page = reply.json();
            assertThat(page.at("/" + list + "/0/id").asText()).isEqualTo(list.charAt(0) + "" + seen);
            seen += page.get(list).size();
            next = page.get("next").asText();
        }
        assertThat(seen).isEqualTo(200);
    }

    @Test
    void head_longPage_hasNoBodyAndTakesNoRoom() throws IOException {
        server.store.page = page(200, LONG);
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.send(server.head("HEAD", "/traces", ""));
                RawConnection.Reply reply = connection.receive(false);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers()).doesNotContainKeys("content-length", "transfer-encoding");
            }
        }
        assertFull(server.get("/traces"));
    }

    @Test
    void http10_longPage_endsWithTheConnection() throws IOException {
        server.store.page = page(200, LONG);
        for (String keep : List.of("", "Connection: keep-alive\r\n")) {
            try (RawConnection connection = server.connect()) {
                connection.send("GET /traces HTTP/1.0\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + keep + "\r\n");
                String all = connection.rest();
                assertThat(all)
                        .startsWith("HTTP/1.0 200")
                        .contains("\"next\":\"")
                        .endsWith("\"}");
                assertThat(all).doesNotContainIgnoringCase("transfer-encoding");
            }
        }
    }

    @Test
    void connection_keptAlive_servesLongPagesOneAfterAnother() throws IOException {
        server.store.page = page(200, LONG);
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("GET", "/traces", "").repeat(5));
            for (int i = 0; i < 5; i++) {
                assertFull(connection.receive());
            }
        }
    }
}
