package ai.openclaw.lightning.masking.json;

import ai.openclaw.lightning.masking.detect.PairRoles;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.values.Placeholders;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Copies one JSON value token by token and masks on the way: the values of secret keys, values that a field beside them
 * names, arguments in lists, and secrets in any text. Depth costs no stack. One object for each value.
 */
public final class JsonMasking {
    private static final String MASK = Placeholders.MASK;
    /** A shorter number can't be a key. */
    private static final int NUMBER_LOOKED_AT_MIN = 16;

    private final JsonRules rules;
    private final JsonParser parser;
    private final JsonGenerator generator;
    private final FieldWriter fields;
    private final Frames frames = new Frames();
    /** Null until a list begins. */
    private ListItems items;

    public JsonMasking(JsonRules rules, JsonParser parser, JsonGenerator generator) {
        this.rules = rules;
        this.parser = parser;
        this.generator = generator;
        this.fields = new FieldWriter(generator);
    }

    /**
     * Copies the value that the parser is on and leaves the parser on the value's last token.
     *
     * @throws IllegalStateException if the parser is not on a value
     */
    public void copy() throws IOException {
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == null) {
                throw new IllegalStateException("the parser is not on a JSON value");
            }
            copyToken(token);
            if (frames.depth() <= 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private void copyToken(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> start(0);
            case START_ARRAY -> start(Frames.LIST);
            case END_OBJECT, END_ARRAY -> end();
            case FIELD_NAME -> copyField();
            case VALUE_STRING -> copyText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber();
            default -> generator.copyCurrentEvent(parser);
        }
    }

    private void start(int flags) throws IOException {
        frames.push(flags);
        if (items != null) {
            items.forget(frames.depth());
        } else if (flags == Frames.LIST) {
            items = new ListItems(rules);
        }
        generator.copyCurrentEvent(parser);
    }

    private void end() throws IOException {
        fields.release(0);
        frames.pop();
        if (items != null) {
            items.forget(frames.depth());
        }
        generator.copyCurrentEvent(parser);
    }

    /** Copies a key and its value, or only the beginning of a value that is a list or an object. */
    private void copyField() throws IOException {
        KeyDecisions.Decision key = rules.decide(parser.currentName());
        JsonToken value = parser.nextToken();
        boolean secret = (key.flags() & KeyWords.SECRET) != 0;
        if (value == JsonToken.VALUE_STRING) {
            copyText(key, secret);
        } else if (value.isNumeric()) {
            copyNumber(key, value, secret || isNamedSecret(key));
        } else if (value.isScalarValue()) {
            copyOther(key, value);
        } else if (secret) {
            fields.writeName(key.shown());
            parser.skipChildren();
            generator.writeString(MASK);
        } else {
            fields.writeName(key.shown());
            start(value == JsonToken.START_ARRAY ? Frames.LIST : contents(key));
        }
    }

    private int contents(KeyDecisions.Decision key) {
        if ((key.roles() & JsonRoles.DATA) == 0) {
            return 0;
        }
        return frames.has(Frames.SECRET_KIND)
                ? Frames.CONTENTS
                : frames.has(Frames.KUBERNETES) ? Frames.MAYBE_CONTENTS : 0;
    }

    /** True, false and null hold no secret, but true may say something about the fields beside it. */
    private void copyOther(KeyDecisions.Decision key, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_TRUE && (key.roles() & JsonRoles.SENSITIVE) != 0) {
            frames.add(Frames.SENSITIVE);
            fields.release(PairRoles.NAMING);
        }
        fields.write(key.shown(), value, parser.getText(), 0);
    }

    private void copyNumber(KeyDecisions.Decision key, JsonToken type, boolean secret) throws IOException {
        if (secret) {
            fields.write(key.shown(), JsonToken.VALUE_STRING, MASK, 0);
        } else if (fields.waits(key.roles(), parser.getTextLength())) {
            fields.write(key.shown(), type, parser.getText(), key.roles());
        } else {
            fields.writeName(key.shown());
            copyNumber();
        }
    }

    private void copyText(KeyDecisions.Decision key, boolean secretKey) throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        boolean directory = (key.flags() & KeyWords.DIRECTORY) != 0 && Ascii.startsWith(text, start, end, "/");
        if ((secretKey && !directory) || isKeyLine(text, start, end) || isSecret(key, text, start, end)) {
            fields.write(key.shown(), JsonToken.VALUE_STRING, MASK, 0);
            return;
        }
        if (items != null) {
            items.noteKey(text, start, end, frames.depth() - 1);
        }
        learn(key.roles(), text, start, end);
        String masked = rules.maskOrNull(text, start, end);
        if (masked != null) {
            fields.write(key.shown(), JsonToken.VALUE_STRING, masked, 0);
        } else if (fields.waits(key.roles(), end - start)) {
            fields.write(key.shown(), JsonToken.VALUE_STRING, new String(text, start, end - start), key.roles());
        } else {
            fields.writeName(key.shown());
            generator.writeString(text, start, end - start);
        }
    }

    private boolean isKeyLine(char[] text, int start, int end) {
        return items != null && items.isKeyLine(text, start, end);
    }

    /** Whether the text is secret by its key and what is around it. */
    private boolean isSecret(KeyDecisions.Decision key, char[] text, int start, int end) {
        if ((key.flags() & KeyWords.WEAK) != 0 && rules.looksSecret(text, start, end)) {
            return rules.isSecretText(text, start, end);
        }
        if (frames.has(Frames.CONTENTS)) {
            return end > start;
        }
        if (frames.has(Frames.MAYBE_CONTENTS) && JsonRules.looksEncoded(text, start, end)) {
            return true;
        }
        return isNamedSecret(key) && rules.isSecretText(text, start, end);
    }

    /** Whether a field before it says that the value of this key is secret. */
    private boolean isNamedSecret(KeyDecisions.Decision key) {
        boolean value = (key.roles() & PairRoles.VALUE) != 0;
        boolean typed = (key.roles() & PairRoles.TYPED) != 0;
        return (value && frames.has(Frames.SECRET_NAME | Frames.SECRET_PLACE | Frames.SENSITIVE))
                || (typed && frames.has(Frames.SECRET_PLACE));
    }

    /** Takes note of what a field says about those beside it, and lets those go that waited for it. */
    private void learn(int roles, char[] text, int start, int end) throws IOException {
        if ((roles & PairRoles.NAMING) != 0 && rules.isSecretName(text, start, end)) {
            boolean place = (roles & PairRoles.PLACE) != 0;
            frames.add(place ? Frames.SECRET_NAME | Frames.SECRET_PLACE : Frames.SECRET_NAME);
            fields.release(roles);
        } else if ((roles & JsonRoles.TYPE) != 0 && JsonRoles.isSecretType(text, start, end)) {
            frames.add(Frames.SENSITIVE);
            fields.release(PairRoles.NAMING);
        } else if ((roles & JsonRoles.API_VERSION) != 0) {
            frames.add(Frames.KUBERNETES);
        } else if ((roles & JsonRoles.KIND) != 0 && Ascii.equalsIgnoringCase(text, start, end, "secret")) {
            frames.add(Frames.SECRET_KIND);
        }
    }

    /** Copies a text in a list, or one that is the whole value. */
    private void copyText() throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        String masked = frames.has(Frames.LIST)
                ? items.maskOrNull(text, start, end, frames.depth())
                : rules.maskOrNull(text, start, end);
        if (masked == null) {
            generator.writeString(text, start, end - start);
        } else {
            generator.writeString(masked);
        }
    }

    /** Writes the original text, because a double could lose digits. */
    private void copyNumber() throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        boolean masked = length >= NUMBER_LOOKED_AT_MIN && rules.maskOrNull(text, start, start + length) != null;
        if (masked) {
            generator.writeString(MASK);
        } else {
            generator.writeNumber(text, start, length);
        }
    }
}
