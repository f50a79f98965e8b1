package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bridge has of a trace: calls and rewards that came to it without an id can only be known by what they are. Asks
 * when there is need. For one thread.
 */
final class StoredTrace {

    private static final int OK = 200;
    private static final List<String> CALL_FIELDS = List.of("tool_name", "timestamp", "duration_ms");
    private static final List<String> REWARD_FIELDS = List.of("source", "timestamp", "success", "value", "user_rating");

    private final BridgeClient client;
    private final String path;
    private Map<String, Integer> calls;
    private Map<String, Integer> rewards;
    private JsonNode first;

    StoredTrace(BridgeClient client, String traceId) {
        this.client = client;
        this.path = "/traces/" + traceId;
    }

    /** Takes one call without an id that is equal to this one from those that are stored; false when there is none. */
    boolean takeCall(JsonNode call) {
        if (calls == null) {
            calls = read("tool_calls", "call_id", "next_calls", "calls_cursor", CALL_FIELDS);
        }
        return take(calls, key(call, CALL_FIELDS));
    }

    /** The same for a reward. */
    boolean takeReward(JsonNode reward) {
        if (rewards == null) {
            rewards = read("rewards", "reward_id", "next_rewards", "rewards_cursor", REWARD_FIELDS);
        }
        return take(rewards, key(reward, REWARD_FIELDS));
    }

    /** Whether the stored outcome is this one. */
    boolean hasOutcome(JsonNode outcome) {
        for (String field : List.of("success", "tokens_used", "latency_ms")) {
            if (outcome.has(field) && !text(outcome.path(field)).equals(text(first().path(field)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean take(Map<String, Integer> counts, String key) {
        return counts.computeIfPresent(key, (same, count) -> count - 1) != null && counts.get(key) >= 0;
    }

    private Map<String, Integer> read(String list, String id, String next, String cursor, List<String> fields) {
        Map<String, Integer> counts = new HashMap<>();
        JsonNode page = first();
        while (true) {
            for (JsonNode item : page.path(list)) {
                if (!item.hasNonNull(id)) {
                    counts.merge(key(item, fields), 1, Integer::sum);
                }
            }
            if (!page.hasNonNull(next)) {
                return counts;
            }
            String value = URLEncoder.encode(page.get(next).textValue(), StandardCharsets.UTF_8);
            page = client.get(path + "?" + cursor + "=" + value);
        }
    }

    private JsonNode first() {
        if (first == null) {
            BridgeClient.Response answer = client.getAnyStatus(path);
            first = answer.status() == OK ? answer.body() : ImportJson.object();
        }
        return first;
    }

    private static String key(JsonNode item, List<String> fields) {
        StringBuilder key = new StringBuilder();
        for (String field : fields) {
            key.append(text(item.path(field))).append('|');
        }
        return key.toString();
    }

    /** Numbers may be read from their text in different ways. */
    private static String text(JsonNode value) {
        return value.isNumber() ? Double.toString(value.asDouble()) : value.isNull() ? "" : value.asText();
    }
}
