package ai.openclaw.lightning.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** How a body may be packed: not at all, or by gzip. */
final class ContentEncodings {

    private ContentEncodings() {}

    /** Whether the body is packed by gzip; throws 415 for any other way. */
    static boolean isGzip(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw Refusal.of(415, "the Content-Encoding must be gzip, or none");
    }
}
