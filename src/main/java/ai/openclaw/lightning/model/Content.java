package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * The long text of an event: masked, and cut to the length that may be stored.
 *
 * @param text plain text or JSON text, as its field has it; where something was cut, the JSON object that stands for
 *     the whole: {@code {"truncated":true,"bytes":…,"head":"…"}}
 * @param cut whether something was cut. Only this field tells, because a client may send text that looks like that
 *     object
 */
public record Content(String text, boolean cut) {

    public Content {
        Objects.requireNonNull(text, "text");
    }

    /** A text that was not cut. */
    public static Content whole(String text) {
        return new Content(text, false);
    }

    /** A text as it was stored; null when there is none. */
    public static Content stored(String text, boolean cut) {
        return text == null ? null : new Content(text, cut);
    }
}
