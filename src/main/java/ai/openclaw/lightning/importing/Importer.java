package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Sends recordings to a bridge in batches, each within the bridge's limits for a request. For one thread. */
public final class Importer {

    private static final int BATCH_EVENTS_MAX = 500;
    private static final int BATCH_BYTES_MAX = 2 * 1024 * 1024;

    private final BridgeClient client;
    private final Consumer<Counts> progress;
    private ArrayNode batch = JsonNodeFactory.instance.arrayNode();
    private int batchBytes;
    private long traces;
    private long toolCalls;
    private long rewards;
    private long rejected;
    private String firstRejection;

    /** What was sent and is stored, and what was refused; {@code firstRejection} is null when nothing was. */
    public record Counts(long traces, long toolCalls, long rewards, long rejected, String firstRejection) {}

    /** {@code progress} is told after each batch. */
    public Importer(BridgeClient client, Consumer<Counts> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Imports one file; when it returns, all of it is stored but for what was rejected.
     *
     * @throws IOException when the file can't be read
     * @throws ai.openclaw.lightning.client.ClientException when the bridge can't be asked
     */
    public void importFile(Path file) throws IOException {
        RecordingReader.read(file, recording -> recording.events().forEach(this::add));
        flush();
    }

    /** Everything up to now. */
    public Counts counts() {
        return new Counts(traces, toolCalls, rewards, rejected, firstRejection);
    }

    private void add(ObjectNode event) {
        int bytes = event.toString().getBytes(StandardCharsets.UTF_8).length + 1;
        if (batch.size() == BATCH_EVENTS_MAX || batchBytes + bytes > BATCH_BYTES_MAX) {
            flush();
        }
        batch.add(event);
        batchBytes += bytes;
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("events", batch);
        JsonNode answer = client.post("/v1/events", request);
        batch.forEach(event -> count(event, 1));
        for (JsonNode rejection : answer.path("rejected")) {
            count(batch.get(rejection.path("index").asInt()), -1);
            rejected++;
            firstRejection = firstRejection == null ? rejection.path("error").asText() : firstRejection;
        }
        batch = JsonNodeFactory.instance.arrayNode();
        batchBytes = 0;
        progress.accept(counts());
    }

    private void count(JsonNode event, int by) {
        switch (event.path("type").asText()) {
            case "session.start" -> traces += by;
            case "tool.call" -> toolCalls += by;
            case "reward" -> rewards += by;
            default -> {
                // ends are not worth a figure of their own
            }
        }
    }
}
