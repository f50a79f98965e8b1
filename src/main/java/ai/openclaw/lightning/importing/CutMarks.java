package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Adds the marks of cut texts to lines of schema 1, which have none. There only the look of a cut text gives it away:
 * the object in its place states a length greater than what is left.
 */
final class CutMarks {

    private static final String BEGINNING = "{\"truncated\":true,\"bytes\":";

    private CutMarks() {}

    /** Marks the fields that were cut, and turns cut texts into objects. */
    static void add(ObjectNode to, List<String> fields) {
        for (String field : fields) {
            JsonNode value = to.path(field);
            String json = value.isTextual() ? value.textValue() : value.isObject() ? value.toString() : "";
            JsonNode object = json.startsWith(BEGINNING) ? ImportJson.orText(json) : null;
            if (object != null
                    && object.path("head").isTextual()
                    && object.path("bytes").asLong() > json.getBytes(StandardCharsets.UTF_8).length) {
                to.set(field, object);
                to.put(field + "_cut", true);
            }
        }
    }
}
