package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * JSON of files to import. Numbers keep the digits they were written with. {@link BoundedJson} keeps every size within
 * bounds, so the parser's own limits only leave room for it.
 */
final class ImportJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(4 * BoundedJson.STRING_CHARS_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ImportJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A parser for text of any kind. */
    static JsonParser parser(Reader text) throws IOException {
        return MAPPER.createParser(new BoundedJson(text));
    }

    /** The one value that the text is; throws when it is not JSON or not all of it is one value. */
    static JsonNode whole(String text) throws IOException {
        try (JsonParser parser = parser(new StringReader(text))) {
            JsonNode value = parser.readValueAsTree();
            if (value == null || parser.nextToken() != null) {
                throw new IOException("not one JSON value");
            }
            return value;
        }
    }

    /** The value that the text is; for text that is not JSON the text itself. */
    static JsonNode orText(String text) {
        try {
            return whole(text);
        } catch (IOException notJson) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }
}
