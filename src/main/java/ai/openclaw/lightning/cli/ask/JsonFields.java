package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads fields of answers. A null or missing field stays null. */
final class JsonFields {

    private JsonFields() {}

    static Number number(JsonNode node, String field) {
        return node.path(field).numberValue();
    }

    /** A text on one line, safe for a terminal. A cut text shows its beginning. */
    static String text(JsonNode node, String field) {
        return SafeText.line(raw(node, field));
    }

    /** A text of any length, or the beginning of a cut text. */
    static String raw(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (node.path(field + "_cut").asBoolean()) {
            return value.path("head").asText() + "… (" + value.path("bytes").asLong() + " bytes)";
        }
        return value.isNull() || value.isMissingNode() ? null : value.isTextual() ? value.asText() : value.toString();
    }
}
