package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads answers: what is null or missing stays null. */
final class Fields {

    private Fields() {}

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

    /** The texts that say something; null when none does. */
    static String join(String between, String... texts) {
        String joined = Arrays.stream(texts)
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.joining(between));
        return joined.isEmpty() ? null : joined;
    }

    /** A query of the parameters that are not null, with its question mark. */
    static String query(Map<String, Object> parameters) {
        Map<String, Object> given = new LinkedHashMap<>(parameters);
        given.values().removeIf(value -> value == null);
        return given.isEmpty()
                ? ""
                : given.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue().toString()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
