package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.Content;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Masks and cuts texts that a format keeps until it knows the event they belong to. What is kept may reach the disk, so
 * it is masked when it comes and not when it is stored. Reuses its buffers; for one thread.
 */
public final class Contents implements AutoCloseable {

    private static final int NAMES_MAX = 100;

    private final ContentMasking masking;

    /** What one request says again and again: its labels, and the words of the user before each call of a model. */
    private final Map<String, String> names = new HashMap<>();

    private String lastText;
    private Content last;

    Contents(ContentMasking masking) {
        this.masking = masking;
    }

    /** What was kept, read back; {@code cut} says whether the text is the object that stands for a longer one. */
    public static Content again(String text, boolean cut) {
        return Content.stored(text, cut);
    }

    /** A label. */
    public String name(String name) {
        String masked = names.get(name);
        if (masked == null) {
            masked = masking.name(name);
            if (names.size() < NAMES_MAX) {
                names.put(name, masked);
            }
        }
        return masked;
    }

    /** For a field of text. */
    public Content text(String text) {
        if (!text.equals(lastText)) {
            last = masking.text(text);
            lastText = text;
        }
        return last;
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
