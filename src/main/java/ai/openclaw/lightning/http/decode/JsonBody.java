package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.exchange.Refusal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** The rules that every JSON body keeps: UTF-8, one object and nothing after it, not too deep. */
final class JsonBody {

    private static final int NESTING_MAX = 64;
    private static final int NAME_LENGTH_MAX = 4096;

    /**
     * Names are not interned: clients choose them, and interned strings are for ever. The whole body is limited already,
     * hence no further limit for one string.
     */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .rootValueSeparator("")
            .build();

    private JsonBody() {}

    /** Reads the one object: from its opening brace, where the parser stands, to its closing one. */
    interface Reading<T> {
        T from(FiniteNumbers parser) throws IOException;
    }

    /** Throws a 400 that says what is wrong, never what the body says. */
    static <T> T read(byte[] bytes, int length, Reading<T> reading) {
        if (length == 0) {
            throw Refusal.badRequest("the body is empty", null);
        }
        if (!Utf8.isValid(bytes, length)) {
            throw Refusal.badRequest("the body is not UTF-8", null);
        }
        try (JsonParser parser = FACTORY.createParser(bytes, 0, length)) {
            return read(parser, reading);
        } catch (IOException unreadable) {
            throw Refusal.badRequest("the body could not be read", null);
        }
    }

    private static <T> T read(JsonParser parser, Reading<T> reading) {
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw Refusal.badRequest(first == null ? "the body is empty" : "the body must be a JSON object", null);
            }
            T read = reading.from(new FiniteNumbers(parser));
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("something follows the JSON object", null);
            }
            return read;
        } catch (StreamConstraintsException limit) {
            boolean tooDeep = parser.getParsingContext().getNestingDepth() > NESTING_MAX;
            throw Refusal.badRequest(
                    tooDeep ? "the body is nested deeper than " + NESTING_MAX : "a number or a name is too long", null);
        } catch (IOException malformed) {
            throw Refusal.badRequest(
                    "the body is not valid JSON at byte "
                            + parser.currentLocation().getByteOffset(),
                    null);
        }
    }
}
