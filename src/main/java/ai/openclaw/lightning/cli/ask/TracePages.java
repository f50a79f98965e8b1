package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/** One trace, whose tool calls and rewards the bridge gives in pages. No more than one page of each is in memory. */
final class TracePages {

    private final BridgeClient bridge;
    private final String path;
    private final JsonNode first;

    /** Asks for the first page. */
    TracePages(BridgeClient bridge, String traceId) {
        this.bridge = bridge;
        this.path = "/traces/" + QueryString.encoded(traceId);
        this.first = bridge.get(path);
    }

    /** The trace with the first of its tool calls and rewards. */
    JsonNode first() {
        return first;
    }

    /** Hands over up to so many tool calls; whether there are more. */
    boolean calls(long callsMax, Consumer<JsonNode> call) {
        return each("tool_calls", "calls_cursor", "next_calls", callsMax, call);
    }

    /** Hands over up to so many rewards; whether there are more. */
    boolean rewards(long rewardsMax, Consumer<JsonNode> reward) {
        return each("rewards", "rewards_cursor", "next_rewards", rewardsMax, reward);
    }

    private boolean each(String list, String cursor, String next, long rowsMax, Consumer<JsonNode> row) {
        JsonNode page = first;
        long rows = 0;
        while (true) {
            for (JsonNode one : page.path(list)) {
                if (rows++ == rowsMax) {
                    return true;
                }
                row.accept(one);
            }
            if (!page.hasNonNull(next)) {
                return false;
            }
            page = bridge.get(
                    path + QueryString.of(Map.of(cursor, page.path(next).textValue())));
        }
    }
}
