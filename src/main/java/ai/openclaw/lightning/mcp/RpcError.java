package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.stream.Stream;

/** A message that can't be served, with the code of JSON-RPC or of MCP. It has no stack trace: it is an ordinary answer. */
final class RpcError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a message. */
    enum Code {
        PARSE_ERROR(-32_700, 400),
        INVALID_REQUEST(-32_600, 400),
        /** Before the version without a handshake, the HTTP status did not tell. */
        METHOD_NOT_FOUND(-32_601, 404),
        INVALID_PARAMS(-32_602, 400),
        /** A header says something else than the message does. */
        HEADER_MISMATCH(-32_020, 400),
        UNSUPPORTED_VERSION(-32_022, 400);

        private final int number;
        private final int status;

        Code(int number, int status) {
            this.number = number;
            this.status = status;
        }
    }

    private final Code code;
    private final transient Json.Content data;

    private RpcError(Code code, String message, Json.Content data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    /** {@code message} never quotes what the client sent. */
    static RpcError of(Code code, String message) {
        return new RpcError(code, message, null);
    }

    /** {@code requested} may be null. */
    static RpcError unsupportedVersion(String requested) {
        return new RpcError(Code.UNSUPPORTED_VERSION, "Unsupported protocol version", json -> {
            Json.strings(
                    json,
                    "supported",
                    Stream.of(ProtocolVersion.values())
                            .map(ProtocolVersion::label)
                            .toList());
            json.writeStringField("requested", requested);
        });
    }

    /** The status of an answer that has nothing but this error. */
    int status(ProtocolVersion version) {
        boolean toldByBodyOnly =
                version.hasHandshake() && (code == Code.METHOD_NOT_FOUND || code == Code.INVALID_PARAMS);
        return toldByBodyOnly ? 200 : code.status;
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeNumberField("code", code.number);
        json.writeStringField("message", getMessage());
        if (data != null) {
            json.writeObjectFieldStart("data");
            data.writeTo(json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
