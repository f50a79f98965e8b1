package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * The answer to a message: a result or an error.
 *
 * @param id of the request; null where it could not be read
 */
record Reply(JsonNode id, Json.Content result, RpcError error) {

    static Reply of(Message request, Json.Content result) {
        return new Reply(request.id(), result, null);
    }

    static Reply of(JsonNode id, RpcError error) {
        return new Reply(id, null, error);
    }

    int status(ProtocolVersion version) {
        return error == null ? 200 : error.status(version);
    }

    /** The fields; the braces are there already. */
    void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("jsonrpc", "2.0");
        Json.raw(json, "id", id == null ? null : id.toString());
        if (error != null) {
            error.writeTo(json);
            return;
        }
        json.writeObjectFieldStart("result");
        result.writeTo(json);
        json.writeEndObject();
    }
}
