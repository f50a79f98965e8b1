package ai.openclaw.lightning.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message of JSON-RPC from a client.
 *
 * @param id text or an integer; null for what is not answered
 * @param method null for the answer to a request, which this server never sends
 * @param params an object, maybe empty
 */
record Message(JsonNode id, String method, JsonNode params) {

    private static final String META = "_meta";
    private static final String PROTOCOL = "io.modelcontextprotocol/";
    private static final String VERSION = PROTOCOL + "protocolVersion";
    private static final String CAPABILITIES = PROTOCOL + "clientCapabilities";

    /** Throws an {@link RpcError} for what is no message. */
    static Message of(JsonNode node) {
        JsonNode method = node.path("method");
        JsonNode id = node.get("id");
        JsonNode params = node.path("params");
        boolean answer = method.isMissingNode() && (node.has("result") || node.has("error"));
        boolean good = node.isObject()
                && "2.0".equals(node.path("jsonrpc").textValue())
                && (method.isTextual() || answer)
                && (id == null || id.isTextual() || id.isIntegralNumber() || answer)
                && (params.isMissingNode() || params.isObject());
        if (!good) {
            throw RpcError.of(RpcError.Code.INVALID_REQUEST, "This is no message of JSON-RPC 2.0");
        }
        return new Message(id, method.textValue(), params);
    }

    /** The id of what may be no message; null where it has none. */
    static JsonNode idOf(JsonNode node) {
        JsonNode id = node.path("id");
        return id.isTextual() || id.isIntegralNumber() ? id : null;
    }

    boolean isRequest() {
        return method != null && id != null;
    }

    /** Whether the message itself says its version, as since 2026-07-28. */
    boolean saysVersion() {
        return params.path(META).has(VERSION);
    }

    /** The version that the message says; null where it says none. */
    String version() {
        return params.path(META).path(VERSION).textValue();
    }

    boolean saysCapabilities() {
        return params.path(META).path(CAPABILITIES).isObject();
    }

    /** The text of that parameter, or null. */
    String text(String name) {
        return params.path(name).textValue();
    }
}
