package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.decode.EventFields.Wrong;
import ai.openclaw.lightning.model.RewardSource;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Reads the values of fields from one body, masks and cuts them. What it can't use it returns as {@link Wrong}; either
 * way it leaves the parser on the value's last token.
 */
final class FieldReader implements AutoCloseable {

    private static final int NAME_LENGTH_MAX = 256;
    private static final int TRACE_ID_LENGTH = 32;
    /** Keeps sums over billions of events within a long. */
    private static final long COUNT_MAX = 1_000_000_000_000L;

    private static final long YEAR_2000_MS = 946_684_800_000L;
    private static final long DAY_MS = 86_400_000L;
    private static final double MS_PER_SECOND = 1_000;

    private static final Wrong NOT_TEXT = new Wrong("must be text");
    private static final Wrong NOT_NUMBER = new Wrong("must be a number");
    private static final Wrong NOT_INTEGER = new Wrong("must be an integer");
    private static final Wrong NOT_FLAG = new Wrong("must be true or false");
    private static final Wrong NOT_TRACE_ID = new Wrong("must be 32 hex digits, not all 0");
    private static final Wrong NOT_NAME = new Wrong("must have 1 to 256 characters");
    private static final Wrong HALF_CHARACTER = new Wrong("holds half a surrogate pair");
    private static final Wrong NOT_TIME = new Wrong("must be epoch milliseconds between the year 2000 and tomorrow");
    private static final Wrong NOT_SOURCE = new Wrong("must be user, checker, client, agent or heuristic");
    private static final Wrong NOT_COUNT = new Wrong("must lie between 0 and " + COUNT_MAX);
    private static final Wrong NOT_VALUE = new Wrong("must lie between -1 and 1");
    private static final Wrong NOT_RATING = new Wrong("must lie between 1 and 5");
    private static final Wrong OVERFLOWED = new Wrong("holds a number that is out of range");

    private final FiniteNumbers parser;
    private final FieldMasking masking;
    private final int fieldBytesMax;
    private final long now;
    private CutWriter cut;
    private JsonGenerator generator;

    FieldReader(FiniteNumbers parser, FieldMasking masking, int fieldBytesMax, long now) {
        this.parser = parser;
        this.masking = masking;
        this.fieldBytesMax = fieldBytesMax;
        this.now = now;
    }

    /** The value that the parser stands on; null for null. */
    Object read(Field.Shape shape) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        Object value = value(shape, token);
        return parser.takeOverflow() ? OVERFLOWED : value;
    }

    private Object value(Field.Shape shape, JsonToken token) throws IOException {
        if (shape == Field.Shape.JSON) {
            return json();
        }
        if (shape == Field.Shape.ARMS) {
            return new ArmsReader(parser).read();
        }
        parser.skipChildren();
        return switch (shape) {
            case TRACE_ID, ID, NAME, TEXT, SOURCE -> token == JsonToken.VALUE_STRING ? text(shape) : NOT_TEXT;
            case FLAG -> token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : NOT_FLAG;
            default -> token.isNumeric() ? number(shape) : NOT_NUMBER;
        };
    }

    private String json() throws IOException {
        if (generator == null) {
            generator = JsonBody.FACTORY.createGenerator(cut());
        }
        masking.copyMasked(parser, generator);
        generator.flush();
        return cut.take();
    }

    private Object text(Field.Shape shape) throws IOException {
        String text = parser.getText();
        return switch (shape) {
            case TRACE_ID -> traceId(text);
            case ID -> id(text);
            case NAME -> id(text) instanceof Wrong wrong ? wrong : masking.maskText(text);
            case SOURCE -> source(text);
            default -> cut(masking.maskText(text));
        };
    }

    static Object id(String text) {
        if (text.isEmpty()
                || (text.length() > NAME_LENGTH_MAX && text.codePointCount(0, text.length()) > NAME_LENGTH_MAX)) {
            return NOT_NAME;
        }
        // It has no UTF-8, so it would be stored as another id than the one that was sent.
        return hasLoneSurrogate(text) ? HALF_CHARACTER : text;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            }
        }
        return false;
    }

    private static Object traceId(String text) {
        boolean zero = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
                return NOT_TRACE_ID;
            }
            zero &= c == '0';
        }
        return zero || text.length() != TRACE_ID_LENGTH ? NOT_TRACE_ID : text.toLowerCase(Locale.ROOT);
    }

    private static Object source(String text) {
        RewardSource source = RewardSource.ofJsonName(text);
        return source == null || source == RewardSource.END ? NOT_SOURCE : source;
    }

    private String cut(String text) {
        // Every character has at most three bytes.
        if (text.length() <= fieldBytesMax / 3 && !hasLoneSurrogate(text)) {
            return text;
        }
        char[] chars = text.toCharArray();
        cut().write(chars, 0, chars.length);
        return cut.take();
    }

    private CutWriter cut() {
        if (cut == null) {
            cut = new CutWriter(fieldBytesMax);
        }
        return cut;
    }

    private Object number(Field.Shape shape) throws IOException {
        double number = parser.getDoubleValue();
        return switch (shape) {
            case VALUE -> number >= -1 && number <= 1 ? (Object) number : NOT_VALUE;
            case RATING -> number >= 1 && number <= 5 ? (Object) number : NOT_RATING;
            case SECONDS -> count(number * MS_PER_SECOND);
            case MILLISECONDS -> count(number);
            case TIMESTAMP -> number >= YEAR_2000_MS && number <= now + DAY_MS ? (Object) Math.round(number) : NOT_TIME;
            default -> number == Math.rint(number) ? count(number) : NOT_INTEGER;
        };
    }

    /** A double holds every integer up to {@link #COUNT_MAX} exactly. */
    private static Object count(double number) {
        return number >= 0 && number <= COUNT_MAX ? (Object) Math.round(number) : NOT_COUNT;
    }

    @Override
    public void close() {
        if (generator != null) {
            try {
                generator.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
