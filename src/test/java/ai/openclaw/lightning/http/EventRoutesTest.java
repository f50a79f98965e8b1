package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

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
}
