package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.intake.ClientTrees;
import ai.openclaw.lightning.intake.Rejection;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The rules that every JSON body keeps: UTF-8, one object and nothing after it, not too deep. */
public final class JsonBody {

    private JsonBody() {}

    /** Reads the one object: from its opening brace, where the parser stands, to its closing one. */
    interface Reading<T> {
        T from(FiniteNumbers parser) throws IOException;
    }

    /** As {@link Reading}, for formats in packages beside this one. */
    @FunctionalInterface
    public interface ObjectReading<T> {
        /** What the object says, whose members the parser gives from the first one on. */
        T from(JsonParser parser) throws IOException;
    }

    /** Reads the body's one object. Throws a rejection that says what is wrong, never what the body says. */
    public static <T> T parse(byte[] bytes, int length, ObjectReading<T> reading) {
        return read(bytes, length, reading::from);
    }

    /**
     * Reads the body's one value, whatever it is, as a tree: for small messages of which every part matters. Throws a
     * rejection that says what is wrong, never what the body says.
     */
    public static JsonNode tree(byte[] bytes, int length) {
        return readValue(bytes, length, parser -> ClientTrees.MAPPER.readTree(parser));
    }

    /** Throws a rejection that says what is wrong, never what the body says. */
    static <T> T read(byte[] bytes, int length, Reading<T> reading) {
        return readValue(bytes, length, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Rejection.invalid("the body must be a JSON object", null);
            }
            return reading.from(new FiniteNumbers(parser));
        });
    }

    private static <T> T readValue(byte[] bytes, int length, ObjectReading<T> reading) {
        if (length == 0) {
            throw Rejection.invalid("the body is empty", null);
        }
        if (!Utf8.isValid(bytes, length)) {
            throw Rejection.invalid("the body is not UTF-8", null);
        }
        try (JsonParser parser = ClientJson.FACTORY.createParser(bytes, 0, length)) {
            return readValue(parser, reading);
        } catch (IOException unreadable) {
            throw Rejection.invalid("the body can't be read", null);
        }
    }

    private static <T> T readValue(JsonParser parser, ObjectReading<T> reading) {
        try {
            if (parser.nextToken() == null) {
                throw Rejection.invalid("the body is empty", null);
            }
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw Rejection.invalid("there is text after the JSON value", null);
            }
            return read;
        } catch (StreamConstraintsException limit) {
            boolean tooDeep = parser.getParsingContext().getNestingDepth() > ClientJson.NESTING_MAX;
            throw Rejection.invalid(
                    tooDeep
                            ? "the body is nested deeper than " + ClientJson.NESTING_MAX
                            : "a number or a name is too long",
                    null);
        } catch (IOException malformed) {
            throw Rejection.invalid(
                    "the body is not valid JSON at byte "
                            + parser.currentLocation().getByteOffset(),
                    null);
        }
    }
}
