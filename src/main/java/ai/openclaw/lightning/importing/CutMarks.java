package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The marks of texts that were cut, for lines of schema 1, which have none. There a text that was cut can only be told by
 * its look: the object that stands for it says that it was longer than what is left.
 */
final class CutMarks {

    private static final String BEGINNING = "{\"truncated\":true,\"bytes\":";

    private CutMarks() {}

    /** Marks those of the fields that were cut, and makes objects of texts that were. */
    static void add(ObjectNode to, List<String> fields) {
        for (String field : fields) {
            JsonNode value = to.path(field);
            String json = value.isTextual() ? value.textValue() : value.isObject() ? value.toString() : "";
            JsonNode object = json.startsWith(BEGINNING) ? parsed(json) : null;
            if (object != null
                    && object.path("head").isTextual()
                    && object.path("bytes").asLong() > json.getBytes(StandardCharsets.UTF_8).length) {
                to.set(field, object);
                to.put(field + "_cut", true);
            }
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return ImportJson.MAPPER.readTree(json);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
