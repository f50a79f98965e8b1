package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void toolTrace_wholeCall_isStoredAndEchoed() throws Exception {
        var reply = server.post(
                "/tool/trace",
                String.format(Locale.ROOT, """
                {"trace_id":"%s","session_id":"s1","tool_name":"web_search","params":{"query":"say sesame","n":[1,2.5]},
                 "result":"fine","error":"no sesame","duration_ms":12.6,"call_id":"c1","timestamp":%d,"other":[{}]}
                """, TRACE_ID.toUpperCase(java.util.Locale.ROOT), ServerUnderTest.NOW - 5));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "{\"success\":true,\"trace_id\":\"%s\",\"session_key\":\"s1\",\"session_id\":\"s1\",\"traced\":true,\"tool_name\":\"web_search\"}",
                        TRACE_ID));
        assertThat(server.writer.stored)
                .containsExactly(new TraceEvent.ToolCall(
                        TRACE_ID,
                        "s1",
                        ServerUnderTest.NOW - 5,
                        "c1",
                        "web_search",
                        Content.whole("{\"query\":\"say [masked]\",\"n\":[1,2.5]}"),
                        Content.whole("\"fine\""),
                        Content.whole("no [masked]"),
                        null,
                        13L));
    }

    @Test
    void sessionStart_withoutAnything_getsATraceId() throws Exception {
        var reply = server.post("/session/start", "{}");
        assertThat(reply.status()).isEqualTo(200);
        TraceEvent stored = server.writer.stored.get(0);
        assertThat(stored.traceId()).matches("[0-9a-f]{32}");
        var json = reply.json();
        assertThat(json.get("trace_id").asText()).isEqualTo(stored.traceId());
        assertThat(json.get("session_key").asText()).isEqualTo("anon-" + stored.traceId());
        assertThat(json.get("session_id")).isEqualTo(json.get("session_key"));
        assertThat(json.get("enabled").asBoolean()).isTrue();
        assertThat(json.get("guidance").toString()).isEqualTo("{\"text\":\"\",\"rules\":[],\"arms\":[]}");
        assertThat(stored.timestamp()).isEqualTo(ServerUnderTest.NOW);
    }

    @Test
    void rewardEmit_successInTime_isWorthElevenTenths() throws Exception {
        for (String path : new String[] {"/reward/emit", "/session/reward"}) {
            var reply = server.post(path, "{\"session_key\":\"s\",\"success\":true,\"duration\":1.5}");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().get("reward").asDouble()).isEqualTo(1.1);
            assertThat(reply.json().get("rewarded").asBoolean()).isTrue();
        }
        TraceEvent.Reward stored = (TraceEvent.Reward) server.writer.stored.get(0);
        assertThat(stored.latencyMs()).isEqualTo(1500);
        assertThat(stored.source()).isEqualTo(RewardSource.CLIENT);
    }

    @Test
    void sessionEnd_openTrace_saysWhatHappened() throws Exception {
        var reply = server.post("/session/end", "{\"session_key\":\"s\",\"success\":false,\"metadata\":{\"a\":1}}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("ended").asBoolean()).isTrue();
        assertThat(reply.json().get("tool_calls").asLong()).isEqualTo(7);
        assertThat(reply.json().get("duration_ms").asLong()).isEqualTo(5321);
    }

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
