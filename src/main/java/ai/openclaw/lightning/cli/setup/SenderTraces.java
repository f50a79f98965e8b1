package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a bridge has that came with one key. */
final class SenderTraces {

    private SenderTraces() {}

    /**
     * Deletes them, in as many requests as it takes; how many traces there were.
     *
     * @throws ai.openclaw.lightning.client.ClientException when it was not possible; some may be gone
     */
    static long delete(BridgeClient bridge, String sender) {
        String path = "/senders/" + URLEncoder.encode(sender, StandardCharsets.UTF_8);
        long deleted = 0;
        boolean complete = false;
        while (!complete) {
            JsonNode answer = bridge.manage("DELETE", path);
            deleted += answer.path("deleted_traces").asLong();
            complete = answer.path("complete").asBoolean(true);
        }
        return deleted;
    }
}
