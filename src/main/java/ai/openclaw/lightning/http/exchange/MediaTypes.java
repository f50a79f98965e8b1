package ai.openclaw.lightning.http.exchange;

import java.util.List;
import java.util.Locale;

/**
 * The media types of body that a route takes; text is in UTF-8.
 *
 * @param names in lower case
 */
public record MediaTypes(List<String> names) {

    /** What the bridge's own events are. */
    public static final MediaTypes JSON = new MediaTypes(List.of("application/json"));

    static final MediaTypes NONE = new MediaTypes(List.of());

    public MediaTypes {
        names = List.copyOf(names);
    }

    /** Throws 415 for a Content-Type of another kind, and for null: none was given. */
    void check(String type) {
        if (type == null || !contains(type)) {
            throw Refusal.of(415, "the Content-Type must be " + String.join(" or ", names));
        }
    }

    private boolean contains(String type) {
        for (String name : names) {
            if (type.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return type.indexOf(';') >= 0 && containsWithParameters(type);
    }

    private boolean containsWithParameters(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        if (!names.contains(parts[0].strip())) {
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
