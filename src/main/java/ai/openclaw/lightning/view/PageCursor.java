package ai.openclaw.lightning.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list, which clients hand back as they got it. */
public record PageCursor(long time, long id) {

    /**
     * The place of that text.
     *
     * @throws IllegalArgumentException when it is none that {@link #toText} made
     */
    public static PageCursor of(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        return new PageCursor(
                Long.parseLong(plain.substring(0, Math.max(0, colon))), Long.parseLong(plain.substring(colon + 1)));
    }

    /** As it is given to clients. */
    public String toText() {
        String plain = time + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
