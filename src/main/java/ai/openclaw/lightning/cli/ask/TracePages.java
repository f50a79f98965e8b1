package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/** One trace, whose tool calls and rewards the bridge returns in pages. Only one page of each is in memory at a time. */
final class TracePages {

    private final BridgeClient bridge;
    private final String path;
    private final JsonNode first;

    /** Requests the first page. */
    TracePages(BridgeClient bridge, String traceId) {
        this.bridge = bridge;
        this.path = "/traces/" + QueryString.encoded(traceId);
        this.first = bridge.get(path);
    }

    /** Returns the trace with the first page of its tool calls and rewards. */
    JsonNode first() {
        return first;
    }

    /** Passes on at most that many tool calls, and returns whether there are more. */
    boolean calls(long callsMax, Consumer<JsonNode> call) {
        return each("tool_calls", "calls_cursor", "next_calls", callsMax, call);
    }

    /** Passes on at most that many rewards, and returns whether there are more. */
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
