package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Puts as much into traces as a bridge with its defaults takes without cutting it. */
final class LongTraces {

    static final String LONG_ONE = "f".repeat(32);
    static final int ROWS = 500;
    static final int MANY = 200;
    static final String LEARNED_FROM = id(1_000);

    /** One character of it makes Java keep two bytes for each. */
    static final String TEXT = "x".repeat(16_290) + "\ud83d\ude00";

    private static final int BATCH = 50;
    private static final long START = 1_700_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildBridge bridge;

    LongTraces(ChildBridge bridge) {
        this.bridge = bridge;
    }

    private interface Event {
        void fill(int i, ObjectNode event);
    }

    private static String id(int i) {
        return String.format(Locale.ROOT, "%032x", i + 1);
    }

    private void send(int events, Event filler) throws IOException, InterruptedException {
        for (int from = 0; from < events; from += BATCH) {
            ObjectNode batch = JSON.createObjectNode();
            ArrayNode list = batch.putArray("events");
            for (int i = from; i < Math.min(events, from + BATCH); i++) {
                filler.fill(i, list.addObject());
            }
            HttpResponse<String> answer = bridge.post("/v1/events", batch.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"rejected\":[]");
        }
    }

    /** One trace of many tool calls with long results, and rewards with long metadata. */
    void sendLongOne() throws IOException, InterruptedException {
        send(
                ROWS,
                (i, event) -> event.put("type", "tool.call")
                        .put("trace_id", LONG_ONE)
                        .put("call_id", "c" + i)
                        .put("tool_name", "exec")
                        .put("timestamp", START + i)
                        .put("result", TEXT));
        send(
                ROWS,
                (i, event) -> event.put("type", "reward")
                        .put("trace_id", LONG_ONE)
                        .put("reward_id", "r" + i)
                        .put("timestamp", START + i)
                        .put("success", true)
                        .putObject("metadata")
                        .put("text", TEXT));
    }

    /** A session of traces with long messages and metadata, none of which has a tool call. */
    void sendManyLongOnes() throws IOException, InterruptedException {
        send(
                MANY,
                (i, event) -> event.put("type", "session.start")
                        .put("trace_id", id(i))
                        .put("session_key", "long")
                        .put("message", TEXT)
                        .putObject("metadata")
                        .put("text", TEXT));
        send(
                MANY,
                (i, event) -> event.put("type", "session.end")
                        .put("trace_id", id(i))
                        .put("session_key", "long")
                        .putObject("metadata")
                        .put("more", TEXT));
    }

    /** Traces of which the optimizer looks at as much as it ever does: names of arguments, and beginnings of texts. */
    void sendWhatIsLearnedFrom() throws IOException, InterruptedException {
        ObjectNode params = JSON.createObjectNode();
        for (int i = 0; i < 32; i++) {
            params.put(String.format(Locale.ROOT, "%03d", i) + "\u00e9".repeat(97), "\ud83d\ude00");
        }
        for (int trace = 0; trace < 30; trace++) {
            String id = id(1_000 + trace);
            boolean good = trace % 2 == 0;
            send(200, (i, event) -> {
                event.put("type", "tool.call").put("trace_id", id).put("session_key", "heavy");
                event.put("tool_name", i % 3 == 1 && good ? "show" : "select").set("params", params);
                if (i % 3 == 0) {
                    event.put("error", TEXT.substring(0, 500));
                }
            });
            send(
                    1,
                    (i, event) ->
                            event.put("type", "session.end").put("trace_id", id).put("success", good));
        }
    }
}
