package ai.openclaw.lightning.masking.json;

import ai.openclaw.lightning.masking.detect.PairRoles;
import ai.openclaw.lightning.masking.values.Placeholders;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes fields with single values; those that may yet turn out to be secret wait for a field beside them that says so:
 * {@code {"value": "x", "name": "password"}}. Only a few wait, and no long ones. For one value.
 */
final class FieldWriter {
    private static final int WAITING_MAX = 16;
    private static final int WAITING_LENGTH_MAX = 4096;
    private static final int VALUES = PairRoles.VALUE | PairRoles.TYPED;

    /** A field as it will be written; {@code roles} tell whether it may yet turn out to be secret, 0 if not. */
    private record Field(String name, JsonToken type, String text, int roles) {}

    private final JsonGenerator generator;

    /** Created only when a field waits, which is rare. */
    private List<Field> waiting = List.of();

    FieldWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Whether a field of these roles would wait, or has to stay behind others that do. */
    boolean waits(int roles, int length) {
        boolean value = (roles & VALUES) != 0;
        return (value || !waiting.isEmpty()) && length <= WAITING_LENGTH_MAX && waiting.size() < WAITING_MAX;
    }

    /**
     * Writes a field, or lets it wait.
     *
     * @param roles those of {@link PairRoles}; 0 if the field is decided
     */
    void write(String name, JsonToken type, String text, int roles) throws IOException {
        boolean waits = waits(roles, text.length());
        if (!waits) {
            release(0);
            write(new Field(name, type, text, 0), false);
            return;
        }
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>();
        }
        waiting.add(new Field(name, type, text, roles & VALUES));
    }

    /** Writes all that waits, and then a name; the caller writes its value. */
    void writeName(String name) throws IOException {
        release(0);
        generator.writeFieldName(name);
    }

    /** Writes all that waits; masks what goes with a field of these roles. */
    void release(int secretRoles) throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        for (Field field : waiting) {
            write(field, field.roles() != 0 && PairRoles.fit(secretRoles, field.roles()));
        }
        waiting = List.of();
    }

    private void write(Field field, boolean secret) throws IOException {
        generator.writeFieldName(field.name());
        if (secret) {
            generator.writeString(Placeholders.MASK);
        } else if (field.type() == JsonToken.VALUE_STRING) {
            generator.writeString(field.text());
        } else if (field.type().isNumeric()) {
            generator.writeNumber(field.text());
        } else {
            generator.writeRawValue(field.text());
        }
    }
}
