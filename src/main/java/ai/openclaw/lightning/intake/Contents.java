package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.Content;
import java.io.IOException;

/**
 * Masks and cuts texts that a format keeps until it knows the event they belong to. What is kept may reach the disk, so
 * it is masked when it comes and not when it is stored. Reuses its buffers; for one thread.
 */
public final class Contents implements AutoCloseable {

    private final ContentMasking masking;

    Contents(ContentMasking masking) {
        this.masking = masking;
    }

    /** What was kept, read back; {@code cut} says whether the text is the object that stands for a longer one. */
    public static Content again(String text, boolean cut) {
        return Content.stored(text, cut);
    }

    /** A label. */
    public String name(String name) {
        return masking.name(name);
    }

    /** For a field of text. */
    public Content text(String text) {
        return masking.text(text);
    }

    /** For a field of JSON: the value, where the text is JSON, and else the text as a JSON string. */
    public Content json(String text) {
        try {
            return masking.json(text);
        } catch (IOException notJson) {
            return masking.jsonString(text);
        }
    }

    /** Gives the buffers back. */
    @Override
    public void close() {
        masking.close();
    }
}
