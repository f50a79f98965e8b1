package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends events to a bridge in batches that stay within the bridge's request limits, and counts them. For one thread.
 */
final class EventSender {

    private static final int BATCH_EVENTS_MAX = 500;
    private static final int BATCH_BYTES_MAX = 2 * 1024 * 1024;
    private static final Set<Integer> BODY_REFUSED = Set.of(400, 413);

    private final BridgeClient client;
    private final ImportCounts counts = new ImportCounts();
    private List<ObjectNode> batch = new ArrayList<>();
    private int batchBytes;

    EventSender(BridgeClient client) {
        this.client = client;
    }

    /** Returns whether it had to send the waiting events to make room. */
    boolean add(ObjectNode event) {
        Fit.make(event);
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
        if (!batch.isEmpty()) {
            List<ObjectNode> sent = batch;
            batch = new ArrayList<>();
            batchBytes = 0;
            send(sent);
        }
    }

    /** One event that makes a bridge refuse the whole request must not stop the others. */
    private void send(List<ObjectNode> events) {
        try {
            count(events, post(events));
        } catch (ClientException e) {
            if (!BODY_REFUSED.contains(e.status())) {
                throw e;
            }
            if (events.size() == 1) {
                sendSmall(events, e);
            } else {
                send(events.subList(0, events.size() / 2));
                send(events.subList(events.size() / 2, events.size()));
            }
        }
    }

    private void sendSmall(List<ObjectNode> event, ClientException refusal) {
        Fit.makeSmall(event.get(0));
        try {
            count(event, post(event));
        } catch (ClientException e) {
            if (!BODY_REFUSED.contains(e.status())) {
                throw e;
            }
            counts.refused(refusal.getMessage());
        }
    }

    private JsonNode post(List<ObjectNode> events) {
        ObjectNode request = ImportJson.object();
        request.putArray("events").addAll(events);
        return client.post("/v1/events", request);
    }

    private void count(List<ObjectNode> events, JsonNode answer) {
        Set<Integer> refused = new HashSet<>();
        for (JsonNode rejection : answer.path("rejected")) {
            refused.add(rejection.path("index").asInt());
            counts.refused(rejection.path("error").asText());
        }
        Set<Integer> known = new HashSet<>();
        answer.path("duplicates").forEach(index -> known.add(index.asInt()));
        for (int i = 0; i < events.size(); i++) {
            if (!refused.contains(i)) {
                counts.stored(events.get(i).path("type").asText(), !known.contains(i));
            }
        }
    }

    ImportCounts counts() {
        return counts;
    }
}
