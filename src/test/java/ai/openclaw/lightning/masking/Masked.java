package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;

/** What {@link Masker#copyMasked} makes of a JSON text. */
final class Masked {
    private static final JsonFactory JSON = new JsonFactory();

    private Masked() {}

    static String json(Masker masker, String json) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(out)) {
            parser.nextToken();
            masker.copyMasked(parser, generator);
        }
        return out.toString();
    }
}
