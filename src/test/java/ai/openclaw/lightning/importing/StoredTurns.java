package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a bridge would have after these events: an id is stored once, and of outcomes the newest counts. */
final class StoredTurns implements EventSink {

    private final Map<String, Stored> traces = new LinkedHashMap<>();

    private static final class Stored {
        private String message = "no start";
        private final Map<String, String> calls = new LinkedHashMap<>();
        private final Map<String, JsonNode> rewards = new LinkedHashMap<>();
        private boolean ended;
    }

    @Override
    public void event(ObjectNode event) {
        Fit.make(event);
        Stored trace = traces.computeIfAbsent(event.path("trace_id").asText(), id -> new Stored());
        switch (event.path("type").asText()) {
            case "session.start" -> trace.message = event.path("message").asText();
            case "tool.call" ->
                trace.calls.putIfAbsent(
                        event.path("call_id").asText(),
                        event.path("tool_name").asText() + " "
                                + event.path("params").path("marker").asText() + (event.has("error") ? " failed" : ""));
            case "reward" -> trace.rewards.putIfAbsent(event.path("reward_id").asText(), event);
            default -> trace.ended = true;
        }
    }

    /** One text a trace, as the plan words it. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Stored trace : traces.values()) {
            StringBuilder text = new StringBuilder(trace.message).append(" | ");
            trace.calls.values().forEach(call -> text.append(call).append(", "));
            JsonNode newest = null;
            for (JsonNode reward : trace.rewards.values()) {
                boolean newer = newest == null
                        || reward.path("timestamp").asLong()
                                >= newest.path("timestamp").asLong();
                newest = newer ? reward : newest;
            }
            texts.add(
                    newest == null
                            ? text + "| runs" + (trace.ended ? " and is ended" : "")
                            : text + "| success "
                                    + (newest.has("success")
                                            ? newest.path("success").asText()
                                            : "null")
                                    + ", " + newest.path("tokens_used").asLong() + " tokens"
                                    + (trace.ended ? "" : " and is not ended"));
        }
        texts.sort(null);
        return texts;
    }
}
