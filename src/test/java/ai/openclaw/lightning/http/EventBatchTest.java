package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many events in one request. */
class EventBatchTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void events_someBad_storesTheOthers() throws Exception {
        var reply = server.post("/v1/events", """
                {"events":[
                 {"type":"session.start","session_key":"s"},
                 {"session_key":"s","tool_name":7,"type":"tool.call"},
                 17,
                 {"session_key":"s","value":1e999,"type":"reward"},
                 {"session_key":"s","value":"ignored here","type":"session.end"},
                 {"type":"nothing"},
                 {"type":"tool.call","tool_name":"x"}]}
                """);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(reply.json().get("rejected").toString())
                .isEqualTo("[{\"index\":1,\"error\":\"tool_name must be text\",\"field\":\"tool_name\"},"
                        + "{\"index\":2,\"error\":\"an event must be an object\"},"
                        + "{\"index\":3,\"error\":\"value contains a number that is out of range\",\"field\":\"value\"},"
                        + "{\"index\":5,\"error\":\"type must be session.start, tool.call, reward or session.end\",\"field\":\"type\"},"
                        + "{\"index\":6,\"error\":\"trace_id or session_key is missing\",\"field\":\"trace_id\"}]");
        assertThat(server.writer.stored).hasSize(2);
    }

    @Test
    void events_emptyList_isFine() throws Exception {
        var reply = server.post("/v1/events", "{\"events\":[]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"accepted\":0,\"rejected\":[]}");
    }
}
