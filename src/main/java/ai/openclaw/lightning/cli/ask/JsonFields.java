package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads answers: what is null or missing stays null. */
final class JsonFields {

    private JsonFields() {}

    static Number number(JsonNode node, String field) {
        return node.path(field).numberValue();
    }

    /** A text on one line and safe for a terminal; a text that was cut shows its beginning. */
    static String text(JsonNode node, String field) {
        return SafeText.line(raw(node.path(field)));
    }

    static String raw(JsonNode value) {
        if (value.isObject()
                && value.path("truncated").asBoolean()
                && value.path("head").isTextual()) {
            return value.path("head").asText() + "… (" + value.path("bytes").asLong() + " bytes)";
        }
        return value.isNull() || value.isMissingNode() ? null : value.isTextual() ? value.asText() : value.toString();
    }
}
