package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether agents reach a bridge.
 *
 * @param never whether no event has ever arrived
 * @param last when an agent was last heard of, and through which client; the most recent first
 * @param withoutKey requests since the start that had no key, or a wrong one
 */
public record Connected(boolean never, List<String> last, long withoutKey) {

    private static final String CONNECT =
            "lightning connect claude-code (or codex, or openclaw; others: see the README)";

    private static final int OK = 200;
    private static final int SHOWN_MAX = 3;

    public Connected {
        last = List.copyOf(last);
    }

    /** Asks the bridge for more only where its figures have forgotten the agents, as after a start. */
    public static Connected of(BridgeClient bridge, JsonNode stats, long now) {
        List<String> last = new ArrayList<>();
        for (JsonNode one : stats.path("clients")) {
            if (last.size() < SHOWN_MAX) {
                last.add(ago(now - one.path("last_event_at").asLong())
                        + by(one)
                        + ", through " + one.path("client").asText());
            }
        }
        long traces = stats.path("total_traces").asLong();
        if (last.isEmpty() && traces > 0) {
            BridgeClient.Response newest = bridge.getAnyStatus("/traces?limit=1");
            JsonNode trace = newest.body().path("traces").path(0);
            if (newest.status() == OK && !trace.isMissingNode()) {
                last.add(ago(now - trace.path("start_time").asLong()) + by(trace) + ", none since the bridge started");
            }
        }
        return new Connected(
                traces == 0 && last.isEmpty(),
                last,
                stats.path("requests_without_key").asLong());
    }

    /**
     * What to do when no agent ever came.
     *
     * @param sending agents whose settings lead to this bridge: to connect them again would help nobody
     */
    public static String firstStep(List<String> sending) {
        return sending.isEmpty()
                ? CONNECT
                : String.join(" and ", sending) + (sending.size() == 1 ? " is" : " are")
                        + " connected: give it work, and restart it where it was running before";
    }

    private static String by(JsonNode named) {
        return named.hasNonNull("agent_id") ? " by " + named.path("agent_id").asText() : "";
    }

    private static String ago(long milliseconds) {
        return Amounts.duration(Math.max(0, milliseconds)) + " ago";
    }
}
