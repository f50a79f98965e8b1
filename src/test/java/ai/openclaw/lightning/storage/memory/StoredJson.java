package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.storage.Changes.Text;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The JSON of a trace as it is read back. */
final class StoredJson {

    private StoredJson() {}

    /** The end's metadata, patched with the start's (RFC 7396). */
    static Content metadata(Text text) {
        if (text.metadata() == null || text.endMetadata() == null) {
            return text.metadata() == null ? text.endMetadata() : text.metadata();
        }
        JsonObject merged = new JsonObject(text.endMetadata().text());
        patch(merged, new JsonObject(text.metadata().text()));
        return new Content(
                merged.encode(), text.metadata().cut() || text.endMetadata().cut());
    }

    private static void patch(JsonObject target, JsonObject patch) {
        for (Map.Entry<String, Object> field : patch) {
            if (field.getValue() == null) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof JsonObject inner) {
                boolean nested = target.getValue(field.getKey()) instanceof JsonObject;
                JsonObject inside = nested ? target.getJsonObject(field.getKey()) : new JsonObject();
                patch(inside, inner);
                target.put(field.getKey(), inside);
            } else {
                target.put(field.getKey(), field.getValue());
            }
        }
    }
}
