package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies one JSON value token by token and masks on the way; depth costs no stack. One object for each value. */
final class JsonMasking {
    private final Masker masker;
    private final JsonParser parser;
    private final JsonGenerator generator;

    /** The argument before this one in a list was a flag such as {@code --password}. */
    private boolean afterSecretFlag;

    JsonMasking(Masker masker, JsonParser parser, JsonGenerator generator) {
        this.masker = masker;
        this.parser = parser;
        this.generator = generator;
    }

    void copy() throws IOException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == null) {
                throw new IllegalStateException("the parser is not on a JSON value");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            copyToken(token);
            if (depth <= 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private void copyToken(JsonToken token) throws IOException {
        boolean flagged = afterSecretFlag;
        afterSecretFlag = false;
        switch (token) {
            case FIELD_NAME -> copyKey();
            case VALUE_STRING -> copyText(flagged);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber();
            default -> generator.copyCurrentEvent(parser);
        }
    }

    /** Copies a key and, if the key is secret, its value too, which then has no subtree any more. */
    private void copyKey() throws IOException {
        KeyDecisions.Decision key = masker.decide(parser.currentName());
        generator.writeFieldName(key.shown());
        if (!key.secret()) {
            return;
        }
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL || value.isBoolean()) {
            generator.copyCurrentEvent(parser);
            return;
        }
        parser.skipChildren();
        generator.writeString(TextScanner.MASK);
    }

    private void copyText(boolean flagged) throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        boolean argument = flagged && end > start && text[start] != '-';
        String masked = argument ? TextScanner.MASK : masker.maskOrNull(text, start, end);
        if (masked != null) {
            generator.writeString(masked);
        } else {
            afterSecretFlag = masker.isSecretFlag(text, start, end);
            generator.writeString(text, start, end - start);
        }
    }

    /** As the text that came: as a double it could lose digits. */
    private void copyNumber() throws IOException {
        generator.writeNumber(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
}
