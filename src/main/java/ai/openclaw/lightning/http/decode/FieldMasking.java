package ai.openclaw.lightning.http.decode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Takes secrets out of what a client sends. Used from several threads at once. */
public interface FieldMasking {

    /** The text with its secrets replaced. */
    String maskText(String text);

    /** Copies the value that the parser stands on, secrets replaced, and leaves the parser on its last token. */
    void copyMasked(JsonParser parser, JsonGenerator generator) throws IOException;
}
