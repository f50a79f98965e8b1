package ai.openclaw.lightning.intake.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A parser of JSON that stands on a value, and the ways to go through it. */
abstract sealed class JsonCursor permits JsonReader, JsonValues {

    final JsonParser parser;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Takes the value that the parser stands on; leaves the parser on its last token, or on its first to skip it. */
    interface Member {
        void take(String name) throws IOException;
    }

    interface Element {
        void take() throws IOException;
    }

    /** Reads the object that the parser stands on, or that it stands in before the first member. */
    final void members(Member member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.take(name);
            parser.skipChildren();
        }
    }

    /** Reads the objects of the list that the parser stands on. */
    final void each(boolean wanted, Element element) throws IOException {
        if (!wanted || parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                element.take();
            } else {
                parser.skipChildren();
            }
        }
    }

    final void object(Member member) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            members(member);
        }
    }

    /** Empty for what is no text. */
    final String text() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    /** 0 for what is no number. */
    final long number() throws IOException {
        if (parser.currentToken().isNumeric()) {
            JsonParser.NumberType type = parser.getNumberType();
            boolean fits = type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
            return fits ? parser.getLongValue() : (long) parser.getDoubleValue();
        }
        try {
            return Long.parseUnsignedLong(text());
        } catch (NumberFormatException notNumber) {
            return negative(text());
        }
    }

    private static long negative(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notNumber) {
            return 0;
        }
    }
}
