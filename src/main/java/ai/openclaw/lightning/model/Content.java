package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * What an event says at length: masked, and cut where it was longer than may be stored.
 *
 * @param text plain text or JSON text, as its field has it; where something was cut, the JSON object that stands for the
 *     whole: {@code {"truncated":true,"bytes":…,"head":"…"}}
 * @param cut whether something was cut. Nothing else tells: what a client sends may look like that object
 */
public record Content(String text, boolean cut) {

    public Content {
        Objects.requireNonNull(text, "text");
    }

    /** All of it. */
    public static Content whole(String text) {
        return new Content(text, false);
    }

    /** As it was stored; null where there is no text. */
    public static Content stored(String text, boolean cut) {
        return text == null ? null : new Content(text, cut);
    }
}
