package ai.openclaw.lightning.config.setting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as people write it into a configuration file: with comments and trailing commas, but no key twice. Streaming
 * only, and loaded only where there is JSON to read, for the start's sake.
 */
public final class LenientJson {

    /** Thread-safe. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LenientJson() {}

    /** An array that stands alone, or nothing where the text is no array. */
    static Optional<List<Object>> array(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<Object> array = elements(parser);
            return parser.nextToken() == null ? Optional.of(array) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The scalar or array that the parser is at, as {@link SettingType#ofJson} takes it. */
    public static Object scalarOrArray(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> elements(parser);
            default -> null; // JSON's null, which no setting takes
        };
    }

    /** Infinity for what no setting can hold: it is out of every range, and says so without overflowing. */
    private static Object wholeNumber(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) Double.POSITIVE_INFINITY
                : (Object) parser.getLongValue();
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
                elements.add(Map.of());
            } else {
                elements.add(scalarOrArray(parser));
            }
        }
        return elements;
    }
}
