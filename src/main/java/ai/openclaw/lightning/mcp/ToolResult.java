package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a tool says.
 *
 * @param text for the model
 * @param data the same as JSON; null without any
 * @param failed whether it says why nothing was done
 */
record ToolResult(String text, String data, boolean failed) {

    /** What no tool exceeds: the texts of its rows are shortened, and its lists end early. */
    static final int DATA_BYTES_MAX = 24 << 10;

    /** Data with words for the model. */
    static ToolResult of(String text, Json.Content data) {
        return new ToolResult(text, json(data), false);
    }

    /** Data that says it all. */
    static ToolResult of(String data) {
        return new ToolResult(data, data, false);
    }

    /** Why nothing was done. */
    static ToolResult failed(String why) {
        return new ToolResult(why, null, true);
    }

    private static String json(Json.Content data) {
        return new String(Json.write(data), StandardCharsets.UTF_8);
    }

    /** The fields; the braces are there already. */
    void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("content");
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeEndArray();
        if (data != null) {
            Json.raw(json, "structuredContent", data);
        }
        json.writeBooleanField("isError", failed);
    }
}
