package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A trace's metadata is that of its end, patched with that of its start (RFC 7396), which PostgreSQL can't do itself. */
public final class MergedMetadata {

    private MergedMetadata() {}

    /** The trace of a row with both. */
    public static Trace trace(FetchedRow row) {
        return TraceRows.trace(
                row, of(row.content("metadata"), row.content("end_metadata")), row.names("tools_failed"));
    }

    private static Content of(Content start, Content end) {
        if (start == null || end == null) {
            return start == null ? end : start;
        }
        JsonObject merged = new JsonObject(end.text());
        patch(merged, new JsonObject(start.text()));
        return new Content(merged.encode(), start.cut() || end.cut());
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
