package ai.openclaw.lightning.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** What kinds of body are taken: JSON in UTF-8, as it is or by gzip. */
final class MediaTypes {

    private static final String JSON = "application/json";

    private MediaTypes() {}

    /** Throws 415 for anything but JSON, and for an encoding that {@link #isGzip} does not know. */
    static void check(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !(type.equalsIgnoreCase(JSON) || isJsonWithParameters(type))) {
            throw Refusal.of(415, "the Content-Type must be application/json");
        }
        isGzip(request);
    }

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

    private static boolean isJsonWithParameters(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals(JSON)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
