package ai.openclaw.lightning.cli.ask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters and path segments of a URL. */
final class QueryString {

    private QueryString() {}

    /** The query string of the parameters that are not null, with its question mark. */
    static String of(Map<String, Object> parameters) {
        Map<String, Object> given = new LinkedHashMap<>(parameters);
        given.values().removeIf(value -> value == null);
        return given.isEmpty()
                ? ""
                : given.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue().toString()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
