package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Claude Code's transcripts. */
final class ClaudeCodeWriter extends TranscriptWriter {

    private String session = "";
    private String last;
    private int answers;

    ClaudeCodeWriter(Random random) {
        super(random);
    }

    @Override
    void header(String name, String parentFile) {
        session = name;
        lines.add(object().put("type", "summary")
                .put("summary", "s")
                .put("leafUuid", "l")
                .toString());
    }

    private void entry(String type, ObjectNode message) {
        String uuid = uuid();
        ObjectNode entry =
                object().put("parentUuid", last).put("isSidechain", false).put("sessionId", session);
        entry.put("type", type).set("message", message.put("role", type));
        lines.add(entry.put("uuid", uuid).put("timestamp", time()).toString());
        last = uuid;
    }

    @Override
    void user(PlannedTurn turn) {
        if (random.nextBoolean()) {
            entry("user", object().put("content", turn.message));
        } else {
            entry("user", object().set("content", texts("text", turn.message)));
        }
    }

    /** A block an entry; each repeats the answer's id and its usage. */
    @Override
    void call(PlannedTurn turn, PlannedTurn.Call call, int tokens) {
        answers++;
        if (random.nextBoolean()) {
            entry("assistant", answer(tokens, null).set("content", texts("text", "let me see")));
        }
        ObjectNode message = answer(tokens, random.nextBoolean() ? "tool_use" : null);
        message.putArray("content")
                .addObject()
                .put("type", "tool_use")
                .put("id", call.id())
                .put("name", call.tool())
                .set("input", arguments(call));
        entry("assistant", message);
    }

    private ObjectNode answer(int tokens, String reason) {
        ObjectNode message = object().put("id", "msg_" + session + answers).put("model", "claude");
        message.put("stop_reason", reason);
        message.putObject("usage").put("input_tokens", tokens - 1).put("cache_read_input_tokens", 1);
        return message;
    }

    @Override
    void result(PlannedTurn.Call call) {
        ObjectNode message = object();
        message.putArray("content")
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", call.id())
                .put("is_error", call.failed())
                .put("content", "it says");
        entry("user", message);
    }

    @Override
    void answer(PlannedTurn turn, int tokens) {
        answers++;
        String reason = turn.stop.equals("stop") ? PlannedTurn.pick(random, "end_turn", "max_tokens") : "refusal";
        entry("assistant", answer(tokens, reason).set("content", texts("text", "well")));
        if (turn.stop.equals("aborted")) {
            entry("user", object().set("content", texts("text", "[Request interrupted by user]")));
        }
    }

    @Override
    boolean hasIds() {
        return true;
    }

    @Override
    List<String> repeated(TranscriptWriter parent, String name) {
        return parent.lines.stream()
                .map(line -> line.replaceFirst("\"sessionId\":\"[^\"]*\"", "\"sessionId\":\"" + name + "\""))
                .toList();
    }
}
