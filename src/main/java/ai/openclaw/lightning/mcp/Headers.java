package ai.openclaw.lightning.mcp;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the headers of a request say about its message, for those between client and server who don't read bodies. */
final class Headers {

    static final String VERSION = "mcp-protocol-version";
    private static final String METHOD = "mcp-method";
    private static final String NAME = "mcp-name";

    /** Around a value that is no plain ASCII. */
    private static final String ENCODED = "=?base64?";

    private static final String ENCODED_END = "?=";

    private Headers() {}

    /** Throws an {@link RpcError} where they say something else than the message does. */
    static void check(HttpServerRequest request, Message message) {
        require(message.version(), request, VERSION);
        require(message.method(), request, METHOD);
        if (message.method().equals(Methods.CALL_TOOL)) {
            require(message.text("name"), request, NAME);
        }
    }

    /** Null is said by no header. */
    private static void require(String said, HttpServerRequest request, String header) {
        List<String> given = request.headers().getAll(header);
        if (said != null && !(given.size() == 1 && said.equals(decoded(given.get(0))))) {
            throw RpcError.of(
                    RpcError.Code.HEADER_MISMATCH, "The header " + header + " does not say what the message says");
        }
    }

    /** Null for what can't be decoded. */
    private static String decoded(String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(value.substring(ENCODED.length(), value.length() - ENCODED_END.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
