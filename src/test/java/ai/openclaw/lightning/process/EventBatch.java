package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Events of the session {@code main}, for {@code POST /v1/events}. */
final class EventBatch {

    private final ObjectNode body = TestJson.MAPPER.createObjectNode();
    private final ArrayNode events = body.putArray("events");

    /** One more event, to be filled in. */
    ObjectNode add(String type, String traceId) {
        return events.addObject().put("type", type).put("trace_id", traceId).put("session_key", "main");
    }

    /** Fails unless every event is stored. */
    void sendTo(ChildBridge bridge) throws IOException, InterruptedException {
        var answer = bridge.post("/v1/events", body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestJson.MAPPER.readTree(answer.body()).get("accepted").asInt())
                .isEqualTo(events.size());
    }
}
