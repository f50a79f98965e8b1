package ai.openclaw.lightning.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list; clients return it unchanged. */
public record PageCursor(long time, long id) {

    /**
     * Parses a place from its text.
     *
     * @throws IllegalArgumentException when {@link #toText} did not make the text
     */
    public static PageCursor of(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        return new PageCursor(
                Long.parseLong(plain.substring(0, Math.max(0, colon))), Long.parseLong(plain.substring(colon + 1)));
    }

    /** The form that clients get. */
    public String toText() {
        String plain = time + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
