package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** OpenClaw's transcripts: with ids, or as the first format was, without. */
final class OpenClawWriter extends TranscriptWriter {

    private final boolean ids;
    private final boolean links;
    private String last;

    OpenClawWriter(Random random, boolean ids) {
        super(random);
        this.ids = ids;
        this.links = ids && random.nextBoolean();
    }

    @Override
    void header(String session, String parentFile) {
        ObjectNode header =
                object().put("type", "session").put("version", ids ? 3 : 1).put("id", session);
        header.put("timestamp", time());
        lines.add((parentFile == null ? header : header.put("parentSession", parentFile)).toString());
    }

    private void message(ObjectNode message) {
        ObjectNode entry = object().put("type", "message");
        if (ids) {
            entry.put("id", uuid().substring(0, 8) + lines.size());
        }
        if (links) {
            entry.put("parentId", last);
            last = entry.path("id").asText();
        }
        entry.put("timestamp", time());
        lines.add(entry.set("message", message.put("timestamp", now())).toString());
    }

    @Override
    void user(PlannedTurn turn) {
        message(object().put("role", "user").set("content", texts("text", turn.message)));
    }

    @Override
    void call(PlannedTurn turn, PlannedTurn.Call call, int tokens) {
        ObjectNode message = object().put("role", "assistant").put("model", "m").put("stopReason", "toolUse");
        ObjectNode part = message.putArray("content")
                .addObject()
                .put("type", "toolCall")
                .put("id", call.id())
                .put("name", call.tool());
        part.set("arguments", arguments(call));
        message.set("usage", usage(tokens));
        message(message);
    }

    private ObjectNode usage(int tokens) {
        ObjectNode usage = object();
        return switch (random.nextInt(4)) {
            case 0 -> usage.put("input", 0).put("output", tokens - 1).put("cacheRead", 1);
            case 1 ->
                usage.put("prompt_tokens", tokens - 1)
                        .put("completion_tokens", 1)
                        .put("cached_tokens", 9);
            case 2 -> usage.put("input_tokens", tokens - 1).put("cache_creation_input_tokens", 1);
            default -> usage.put("totalTokens", tokens).put("input", 7);
        };
    }

    @Override
    void result(PlannedTurn.Call call) {
        ObjectNode message = object().put("role", "toolResult").put("toolCallId", call.id());
        message.put("toolName", call.tool()).put("isError", call.failed());
        message(message.set("content", texts("text", "it says")));
    }

    @Override
    void answer(PlannedTurn turn, int tokens) {
        ObjectNode message = object().put("role", "assistant").put("stopReason", turn.stop);
        message.set("usage", usage(tokens));
        message(message.set("content", texts("text", "well")));
    }

    @Override
    boolean hasIds() {
        return true;
    }

    @Override
    List<String> repeated(TranscriptWriter parent, String session) {
        last = ((OpenClawWriter) parent).last;
        return parent.lines.subList(1, parent.lines.size());
    }
}
