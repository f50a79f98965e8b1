package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as clients read them: which are asked for, and what is shown of each. */
class TraceRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void traces_filters_reachTheStore() throws IOException {
        server.store.page = Future.succeededFuture(
                new TracePage(List.of(Samples.TRACE), new TraceQuery.Cursor(-5, Long.MAX_VALUE)));
        JsonNode page = server.get(
                        "/traces?session_key=a%20b&agent_id=x&status=ended&success=false&task_key=k&failure=timeout&tool=t&origin=review&q=l%C3%A4ngs&since=12&until=99&sender=ada&model=m&prompt_version=v2&limit=200&other=1")
                .json();
        assertThat(page.get("traces")).hasSize(1);
        String next = page.get("next").asText();
        assertThat(server.get("/traces?cursor=" + next).status()).isEqualTo(200);
        assertThat(server.get("/traces?status=&limit=&cursor=").status()).isEqualTo(200);
        TraceQuery all = new TraceQuery(TraceCriteria.NONE, 50, null);
        assertThat(server.store.asked)
                .containsExactly(
                        new TraceQuery(
                                new TraceCriteria(
                                        "a b",
                                        "x",
                                        "k",
                                        TraceStatus.ENDED,
                                        false,
                                        "timeout",
                                        "t",
                                        TraceOrigin.REVIEW,
                                        "l\u00e4ngs",
                                        12L,
                                        99L,
                                        "ada",
                                        "m",
                                        "v2"),
                                200,
                                null),
                        new TraceQuery(TraceCriteria.NONE, 50, new TraceQuery.Cursor(-5, Long.MAX_VALUE)),
                        all);
    }

    @ParameterizedTest
    @CsvSource({
        "status=closed, status",
        "success=yes, success",
        "origin=robot, origin",
        "since=yesterday, since",
        "until=tomorrow, until",
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "limit=99999999999999999999, limit",
        "cursor=x, cursor",
        "cursor=MTI, cursor",
        "cursor=%2B%2B, cursor",
    })
    void traces_badQuery_is400(String query, String field) throws IOException {
        var reply = server.get("/traces?" + query);
        assertProblem(reply, 400, "Bad Request");
        assertThat(reply.json().get("field").asText()).isEqualTo(field);
        assertThat(server.store.asked).isEmpty();
    }

    @Test
    void trace_stored_hasEveryField() throws IOException {
        server.store.details.put(Samples.TRACE.traceId(), Samples.DETAIL);
        var reply = server.get("/traces/" + Samples.TRACE.traceId().toUpperCase(java.util.Locale.ROOT));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(Samples.DETAIL_JSON);
    }

    @Test
    void trace_cutAndAlike_areToldApart() throws IOException {
        server.store.details.put("cut", Samples.CUT_AND_ALIKE);
        String object = "{\"truncated\":true,\"bytes\":5,\"head\":\"h\"}";
        String text = "\"" + object.replace("\"", "\\\"") + "\"";
        assertThat(server.get("/traces/cut").text())
                .contains("\"message\":" + text + ",\"start_time\"")
                .contains("\"metadata\":" + object + ",\"metadata_cut\":true,\"tools_used\"")
                .contains("\"params\":" + object + ",\"params_cut\":true,\"result\":" + object + ",\"error\":" + object
                        + ",\"error_cut\":true,\"exit_code\":null,\"duration_ms\"")
                .contains("\"params\":" + object + ",\"result\":" + object + ",\"result_cut\":true,\"error\":" + text
                        + ",\"exit_code\":null,\"duration_ms\"");
    }

    @Test
    void trace_callsCursor_isGivenBack() throws IOException {
        server.store.details.put("x", Samples.DETAIL);
        String next = server.get("/traces/x").json().get("next_calls").asText();
        assertThat(server.get("/traces/x?calls_cursor=" + next).status()).isEqualTo(200);
        assertThat(server.store.askedCalls).containsExactly(CallsCursor.START, new CallsCursor(77, 3));
        assertProblem(server.get("/traces/x?calls_cursor=7"), 400, "Bad Request");
    }

    @Test
    void trace_rewardsCursor_asksForNoCalls() throws IOException {
        server.store.details.put("x", Samples.DETAIL);
        String next = server.get("/traces/x").json().get("next_rewards").asText();
        assertThat(server.get("/traces/x?rewards_cursor=" + next).status()).isEqualTo(200);
        assertThat(server.get("/traces/x?calls_cursor=" + next + "&rewards_cursor=" + next)
                        .status())
                .isEqualTo(200);
        CallsCursor asCalls = new CallsCursor(3_600, 9);
        RewardsCursor place = new RewardsCursor(3_600, 9);
        assertThat(server.store.askedCalls).containsExactly(CallsCursor.START, CallsCursor.END, asCalls);
        assertThat(server.store.askedRewards).containsExactly(RewardsCursor.START, place, place);
        assertProblem(server.get("/traces/x?rewards_cursor=7"), 400, "Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old id/1", "ünï", "a+b", "%", "UPPER", "2026-01-01T00:00:00"})
    void trace_idOfAnyShape_isFound(String id) throws IOException {
        server.store.details.put(id, Samples.DETAIL);
        String encoded = java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2B", "+");
        assertThat(server.get("/traces/" + encoded).status()).isEqualTo(200);
    }

    @Test
    void trace_unknown_is404() throws IOException {
        assertProblem(server.get("/traces/nothing"), 404, "Not Found");
        assertProblem(server.get("/traces/%zz"), 400, "Bad Request");
    }

    @Test
    void traces_storeFails_is503() throws IOException {
        server.store.page = Future.failedFuture(new BridgeException(BridgeException.Kind.STORAGE_GONE, "gone"));
        assertProblem(server.get("/traces"), 503, "Service Unavailable");
    }
}
