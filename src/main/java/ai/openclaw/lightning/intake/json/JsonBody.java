package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.intake.Rejection;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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

    /** Throws a rejection that says what is wrong, never what the body says. */
    static <T> T read(byte[] bytes, int length, Reading<T> reading) {
        if (length == 0) {
            throw Rejection.invalid("the body is empty", null);
        }
        if (!Utf8.isValid(bytes, length)) {
            throw Rejection.invalid("the body is not UTF-8", null);
        }
        try (JsonParser parser = ClientJson.FACTORY.createParser(bytes, 0, length)) {
            return read(parser, reading);
        } catch (IOException unreadable) {
            throw Rejection.invalid("the body can't be read", null);
        }
    }

    private static <T> T read(JsonParser parser, Reading<T> reading) {
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw Rejection.invalid(first == null ? "the body is empty" : "the body must be a JSON object", null);
            }
            T read = reading.from(new FiniteNumbers(parser));
            if (parser.nextToken() != null) {
                throw Rejection.invalid("there is text after the JSON object", null);
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
