package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TracePage;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that store and decide, and what they refuse. */
class McpWritingToolsTest {

    private static final String ID = Samples.TRACE.traceId();
    private static final String KEY = "X-API-Key: " + ServerUnderTest.DECISION_KEY + "\r\n";

    @AutoClose
    private final McpCaller client = new McpCaller();

    @Test
    void rating_isStoredAsTheUsers() throws IOException {
        JsonNode result =
                client.checked("rate_trace", "{\"trace_id\":\"" + ID + "\",\"rating\":2,\"note\":\"say sesame\"}");
        assertThat(result.get("structuredContent").toString())
                .isEqualTo("{\"trace_id\":\"" + ID + "\",\"stored\":true}");
        TraceEvent.Reward stored = (TraceEvent.Reward) client.server.writer.stored.get(0);
        assertThat(stored.source()).isEqualTo(RewardSource.USER);
        assertThat(stored.userRating()).isEqualTo(2);
        assertThat(stored.success()).isFalse();
        assertThat(stored.traceId()).isEqualTo(ID);
        assertThat(stored.metadata().text()).isEqualTo("{\"note\":\"say [masked]\"}");
        client.checked("rate_trace", "{\"trace_id\":\"" + ID + "\",\"rating\":3}");
        assertThat(((TraceEvent.Reward) client.server.writer.stored.get(1)).success())
                .isNull();
    }

    @Test
    void outcome_isStoredAsTheAgents() throws IOException {
        client.checked(
                "report_outcome", "{\"trace_id\":\"" + ID + "\",\"success\":false,\"failure\":\"tests_failed\"}");
        client.server.store.page = Future.succeededFuture(new TracePage(List.of(Samples.TRACE), null));
        client.checked("report_outcome", "{\"session_key\":\"s1\",\"success\":true}");
        assertThat(client.server.store.asked.get(0).filter().sessionKey()).isEqualTo("s1");
        List<TraceEvent.Reward> stored = client.server.writer.stored.stream()
                .map(TraceEvent.Reward.class::cast)
                .toList();
        assertThat(stored).extracting(TraceEvent.Reward::source).containsOnly(RewardSource.AGENT);
        assertThat(stored).extracting(TraceEvent.Reward::traceId).containsOnly(ID);
        assertThat(stored).extracting(TraceEvent.Reward::failure).containsExactly("tests_failed", null);
        assertThat(stored).extracting(TraceEvent.Reward::success).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            rate_trace         | {"trace_id":"made-up","rating":5}              | no such trace
            rate_trace         | {"trace_id":"x","rating":6}                    | rating must be between 1 and 5
            rate_trace         | {"trace_id":"x","rating":"5"}                  | rating must be of the type integer
            rate_trace         | {"trace_id":"x"}                               | rating is missing
            rate_trace         | {"trace_id":"","rating":5}                     | trace_id is empty
            rate_trace         | {"trace_id":7,"rating":5}                      | trace_id must be of the type string
            rate_trace         | []                                             | arguments must be an object
            report_outcome     | {"success":true}                               | name either trace_id or session_key
            report_outcome     | {"success":true,"session_key":"s"}             | no trace of that session
            report_outcome     | {"success":"yes","session_key":"s"}            | success must be of the type boolean
            search_traces      | {"status":"odd"}                               | status must be one of open, ended, abandoned
            search_traces      | {"limit":51}                                   | limit must be between 1 and 50
            search_traces      | {"cursor":"odd"}                               | cursor is not a cursor of this bridge
            list_suggestions   | {"cursor":-1}                                  | cursor must be at least 0
            get_guidance       | {"agent":"x"}                                  | an argument is unknown; the tool takes agent_id
            """)
    void arguments_thatAreWrong_areToldToTheModel(String tool, String arguments, String why) throws IOException {
        JsonNode result = client.call(tool, arguments);
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(result.get("content").get(0).get("text").asText()).isEqualTo(why);
        assertThat(client.server.writer.stored).isEmpty();
    }

    @Test
    void outcome_thatContradictsItself_isToldToTheModel() throws IOException {
        assertThat(client.words("report_outcome", "{\"trace_id\":\"" + ID + "\",\"success\":true,\"failure\":\"x\"}"))
                .contains("failure");
        assertThat(client.server.writer.stored).isEmpty();
    }

    @Test
    void decisions_thatAreOpen_areForEveryClient() throws Exception {
        try (McpCaller open = new McpCaller(ServerUnderTest.OPEN)) {
            assertThat(open.ask("tools/list", "{}").toString()).contains("accept_suggestion", "reject_suggestion");
        }
    }

    @Test
    void decisions_needTheirKey() throws IOException {
        String accept = "{\"name\":\"accept_suggestion\",\"arguments\":{\"id\":\"" + StandInWriter.KNOWN
                + "\",\"mode\":\"canary\",\"note\":\"why not\"}}";
        JsonNode refused = client.ask("tools/call", accept).get("result");
        assertThat(refused.get("isError").asBoolean()).isTrue();
        assertThat(refused.toString()).contains("Only a person decides");
        JsonNode done =
                client.post(McpCaller.request("tools/call", accept), KEY).json().get("result");
        assertThat(done.get("isError").asBoolean()).as(done.toString()).isFalse();
        assertThat(done.get("content").get(0).get("text").asText()).isEqualTo("Done. The suggestion is rejected now.");
        String unknown = "{\"name\":\"reject_suggestion\",\"arguments\":{\"id\":\"x\"}}";
        assertThat(client.post(McpCaller.request("tools/call", unknown), KEY).text())
                .contains("there is no such suggestion");
    }
}
