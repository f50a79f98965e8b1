package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Sends events to a bridge in batches that stay within the bridge's request limits, and counts them. For one thread.
 */
final class EventSender {

    private static final int BATCH_EVENTS_MAX = 500;
    private static final int BATCH_BYTES_MAX = 2 * 1024 * 1024;
    private static final int TOO_LARGE = 413;

    private final BridgeClient client;
    private ArrayNode batch = JsonNodeFactory.instance.arrayNode();
    private int batchBytes;
    private long traces;
    private long toolCalls;
    private long rewards;
    private long rejected;
    private String firstRejection;

    EventSender(BridgeClient client) {
        this.client = client;
    }

    /** Returns whether it had to send the waiting events to make room. */
    boolean add(ObjectNode event) {
        int bytes = event.toString().getBytes(StandardCharsets.UTF_8).length + 1;
        boolean full = batch.size() == BATCH_EVENTS_MAX || batchBytes + bytes > BATCH_BYTES_MAX;
        if (full) {
            flush();
        }
        batch.add(event);
        batchBytes += bytes;
        return full;
    }

    /** When it returns, every added event is stored or rejected. */
    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("events", batch);
        JsonNode rejections = post(request);
        batch.forEach(event -> count(event, 1));
        for (JsonNode rejection : rejections) {
            count(batch.get(rejection.path("index").asInt()), -1);
            rejected++;
            firstRejection = firstRejection == null ? rejection.path("error").asText() : firstRejection;
        }
        batch = JsonNodeFactory.instance.arrayNode();
        batchBytes = 0;
    }

    /** One event that is too large for a request must not stop those after it. */
    private JsonNode post(ObjectNode request) {
        try {
            return client.post("/v1/events", request).path("rejected");
        } catch (ClientException e) {
            if (e.status() != TOO_LARGE || batch.size() > 1) {
                throw e;
            }
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            all.addObject().put("index", 0).put("error", "the event is too large for a request");
            return all;
        }
    }

    private void count(JsonNode event, int by) {
        switch (event.path("type").asText()) {
            case "session.start" -> traces += by;
            case "tool.call" -> toolCalls += by;
            case "reward" -> rewards += by;
            default -> {
                // ends are not counted separately
            }
        }
    }

    Importer.Counts counts() {
        return new Importer.Counts(traces, toolCalls, rewards, rejected, firstRejection);
    }
}
