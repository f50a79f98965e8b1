package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Codex's transcripts: with ids of turns, or as they were before, without. */
final class CodexWriter extends TranscriptWriter {

    private static final Pattern TIME = Pattern.compile("\"timestamp\":\"[^\"]*\"");

    private final boolean ids;
    private int tokensSoFar;

    CodexWriter(Random random, boolean ids) {
        super(random);
        this.ids = ids;
    }

    @Override
    void header(String name, String parentFile) {
        line("session_meta", object().put("id", name).put("cwd", "/w"));
    }

    private void line(String type, ObjectNode payload) {
        lines.add(object().put("timestamp", time())
                .put("type", type)
                .set("payload", payload)
                .toString());
    }

    @Override
    void user(PlannedTurn turn) {
        ObjectNode context = object().put("model", "gpt");
        if (ids) {
            String turnId = "turn-" + uuid();
            line("event_msg", object().put("type", "task_started").put("turn_id", turnId));
            context.put("turn_id", turnId);
        }
        line("turn_context", context);
        if (random.nextBoolean()) {
            line("response_item", told("<environment_context>w</environment_context>"));
        }
        line("response_item", told(turn.message));
        if (ids || random.nextBoolean()) {
            line("event_msg", object().put("type", "user_message").put("message", turn.message));
        }
    }

    private ObjectNode told(String text) {
        return object().put("type", "message").put("role", "user").set("content", texts("input_text", text));
    }

    private void tokens(int tokens) {
        tokensSoFar += tokens;
        ObjectNode payload = object().put("type", "token_count");
        payload.putObject("info")
                .putObject("total_token_usage")
                .put("input_tokens", 5)
                .put("total_tokens", tokensSoFar);
        line("event_msg", payload);
        if (random.nextBoolean()) {
            line("event_msg", payload.deepCopy());
        }
    }

    @Override
    void call(PlannedTurn turn, PlannedTurn.Call call, int tokens) {
        boolean custom = random.nextInt(4) == 0;
        ObjectNode payload = object().put("type", custom ? "custom_tool_call" : "function_call")
                .put("name", call.tool())
                .put("call_id", call.id());
        line(
                "response_item",
                payload.put(custom ? "input" : "arguments", arguments(call).toString()));
        tokens(tokens);
    }

    @Override
    void result(PlannedTurn.Call call) {
        int code = call.failed() ? 2 : 0;
        ObjectNode payload = object().put("type", "function_call_output").put("call_id", call.id());
        line(
                "response_item",
                switch (random.nextInt(3)) {
                    case 0 ->
                        payload.put(
                                "output",
                                object().put("output", "it says")
                                        .set("metadata", object().put("exit_code", code))
                                        .toString());
                    case 1 ->
                        payload.put("output", "Exit code: " + code + "\nWall time: 0.1 seconds\nOutput:\nit says");
                    default ->
                        payload.put(
                                "output",
                                "Wall time: 0.1 seconds\nProcess exited with code " + code + "\nOutput:\nit says");
                });
    }

    @Override
    void answer(PlannedTurn turn, int tokens) {
        ObjectNode message = object().put("type", "message").put("role", "assistant");
        line("response_item", message.set("content", texts("output_text", "well")));
        tokens(tokens);
        switch (turn.stop) {
            case "stop" -> line("event_msg", object().put("type", "task_complete"));
            case "error" -> {
                line("event_msg", object().put("type", "error").put("message", "no"));
                line("event_msg", object().put("type", "task_complete"));
            }
            default -> line("event_msg", object().put("type", "turn_aborted").put("reason", "interrupted"));
        }
    }

    @Override
    boolean hasIds() {
        return false;
    }

    @Override
    List<String> repeated(TranscriptWriter parent, String name) {
        tokensSoFar = ((CodexWriter) parent).tokensSoFar;
        String now = Matcher.quoteReplacement("\"timestamp\":\"" + time() + "\"");
        return parent.lines.stream()
                .map(line -> TIME.matcher(line).replaceFirst(now))
                .toList();
    }
}
