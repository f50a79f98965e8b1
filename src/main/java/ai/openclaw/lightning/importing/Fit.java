package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes an event fit for a bridge: a field that a bridge would refuse is shortened, so that the event is not lost. */
final class Fit {

    private static final int NAME_CHARS_MAX = 256;
    private static final int NAME_CHARS_KEPT = 200;
    private static final int HASH_BYTES = 8;
    private static final int CONTENT_CHARS_MAX = 1 << 20;

    /** What a bridge stores of a field if its settings do not say otherwise. */
    private static final int CONTENT_CHARS_STORED = 1 << 14;

    private static final List<String> IDS = List.of("session_key", "call_id", "reward_id");
    private static final List<String> NAMES = List.of("agent_id", "model", "task_key", "prompt_version", "tool_name");
    private static final List<String> CONTENTS = List.of("message", "params", "result", "error", "metadata");

    private Fit() {}

    /** Changes the event. */
    static void make(ObjectNode event) {
        if (event.path("type").asText().equals("tool.call")
                && event.path("tool_name").asText("").isEmpty()) {
            event.put("tool_name", "unknown");
        }
        IDS.forEach(field -> shorten(event, field));
        NAMES.forEach(field -> shorten(event, field));
        CONTENTS.forEach(field -> cut(event, field, CONTENT_CHARS_MAX));
    }

    /** The same for an event that was too large still. */
    static void makeSmall(ObjectNode event) {
        CONTENTS.forEach(field -> cut(event, field, CONTENT_CHARS_STORED));
    }

    /** Two long ids that begin alike stay two. */
    private static void shorten(ObjectNode event, String field) {
        String name = event.path(field).asText("");
        if (event.path(field).isTextual() && name.isEmpty()) {
            event.remove(field);
        } else if (name.length() > NAME_CHARS_MAX || hasHalfCharacter(name)) {
            event.put(
                    field,
                    whole(name.substring(0, Math.min(NAME_CHARS_KEPT, name.length()))) + "~"
                            + Sha256.hex(name, HASH_BYTES));
        }
    }

    private static boolean hasHalfCharacter(String name) {
        return name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** As a bridge cuts, and marked in the same way. */
    private static void cut(ObjectNode event, String field, int charsMax) {
        JsonNode value = event.path(field);
        if (value.isMissingNode() || event.path(field + "_cut").asBoolean()) {
            return;
        }
        boolean plain = value.isTextual() && (field.equals("message") || field.equals("error"));
        String text = plain ? value.textValue() : value.toString();
        if (text.length() > charsMax) {
            ObjectNode cut = ImportJson.object()
                    .put("truncated", true)
                    .put("bytes", text.getBytes(StandardCharsets.UTF_8).length);
            event.set(field, cut.put("head", whole(text.substring(0, charsMax / 2))));
            event.put(field + "_cut", true);
        }
    }
}
