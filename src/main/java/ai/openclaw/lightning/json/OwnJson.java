package ai.openclaw.lightning.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/**
 * How JSON is written, and read again, whose writer is this program: answers, exports, files and rows of its own. What
 * others write has settings where it comes in.
 */
public final class OwnJson {

    /** Thread-safe. */
    public static final JsonFactory FACTORY = settings().build();

    private OwnJson() {}

    /** The same, with more escapes in what is written. */
    public static JsonFactory escaping(CharacterEscapes escapes) {
        return settings().characterEscapes(escapes).build();
    }

    /**
     * Clients choose some of the names and all of the texts. So names are not interned, which would be for ever, and a
     * text may be as long as one that was stored.
     */
    private static JsonFactoryBuilder settings() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }
}
