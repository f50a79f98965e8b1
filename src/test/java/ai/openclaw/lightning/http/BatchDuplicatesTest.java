package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code POST /v1/events} says about events that were stored before. */
class BatchDuplicatesTest {

    private static final String EVENTS = """
            {"events":[
              {"type":"tool.call","session_key":"s","call_id":"1","tool_name":"t"},
              {"type":"tool.call","session_key":"s","call_id":"2"},
              {"type":"tool.call","session_key":"s","call_id":"1","tool_name":"t"},
              {"type":"nothing"},
              {"type":"tool.call","session_key":"s","call_id":"3","tool_name":"t"}]}
            """;

    @Test
    void batch_withEventsStoredBefore_tellsTheirPlacesInTheRequest(@TempDir Path home) throws Exception {
        try (Bridge bridge = Bridge.start(Config.of(Map.of("bridge.port", "0")), new Home(home), "test")) {
            BridgeClient client = new BridgeClient("http://127.0.0.1:" + bridge.port(), Secret.NONE, Secret.NONE);
            JsonNode events = TestJson.MAPPER.readTree(EVENTS);

            JsonNode first = client.post("/v1/events", events);
            JsonNode second = client.post("/v1/events", events);

            assertThat(first.path("duplicates")).hasToString("[2]");
            assertThat(second.path("duplicates")).hasToString("[0,2,4]");
            assertThat(second.path("accepted").asInt()).isEqualTo(3);
        }
    }
}
