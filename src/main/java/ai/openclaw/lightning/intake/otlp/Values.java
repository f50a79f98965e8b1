package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The values of attributes in protobuf as text: what is no single value becomes JSON. */
final class Values {

    /** Deeper values count as none: no client has a use for them. */
    private static final int DEPTH_MAX = 32;

    private static final int STRING = 1;
    private static final int BOOL = 2;
    private static final int INT = 3;
    private static final int DOUBLE = 4;
    private static final int ARRAY = 5;
    private static final int OBJECT = 6;

    private Values() {}

    /** Null for a value that is nothing, bytes, of a kind that is not known, or too deep. */
    static String text(Wire value) {
        String text = null;
        for (int field = value.next(); field != 0; field = value.next()) {
            switch (field) {
                case STRING -> text = value.text();
                case BOOL -> text = String.valueOf(value.number() != 0);
                case INT -> text = String.valueOf(value.number());
                case DOUBLE -> text = String.valueOf(Double.longBitsToDouble(value.fixed64()));
                case ARRAY, OBJECT -> text = json(value.message(), field);
                default -> value.skip();
            }
        }
        return text;
    }

    private static String json(Wire value, int kind) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ClientJson.FACTORY.createGenerator(text)) {
            if (!container(value, kind, json, 1)) {
                return null;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is written into memory
        }
        return text.toString();
    }

    private static boolean container(Wire wire, int kind, JsonGenerator json, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            return false;
        }
        if (kind == ARRAY) {
            json.writeStartArray();
        } else {
            json.writeStartObject();
        }
        boolean fits = true;
        for (int field = wire.next(); field != 0 && fits; field = wire.next()) {
            if (field != 1) {
                wire.skip();
            } else if (kind == ARRAY) {
                fits = any(wire.message(), json, depth);
            } else {
                fits = member(wire.message(), json, depth);
            }
        }
        if (fits && kind == ARRAY) {
            json.writeEndArray();
        } else if (fits) {
            json.writeEndObject();
        }
        return fits;
    }

    private static boolean member(Wire wire, JsonGenerator json, int depth) throws IOException {
        String key = "";
        Wire value = null;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> key = wire.text();
                case 2 -> value = wire.message();
                default -> wire.skip();
            }
        }
        json.writeFieldName(key);
        if (value == null) {
            json.writeNull();
            return true;
        }
        return any(value, json, depth);
    }

    private static boolean any(Wire wire, JsonGenerator json, int depth) throws IOException {
        boolean written = false;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (written) {
                wire.skip();
                continue;
            }
            written = true;
            switch (field) {
                case STRING -> json.writeString(wire.text());
                case BOOL -> json.writeBoolean(wire.number() != 0);
                case INT -> json.writeNumber(wire.number());
                case DOUBLE -> number(json, Double.longBitsToDouble(wire.fixed64()));
                case ARRAY, OBJECT -> {
                    if (!container(wire.message(), field, json, depth + 1)) {
                        return false;
                    }
                }
                default -> {
                    wire.skip();
                    written = false;
                }
            }
        }
        if (!written) {
            json.writeNull();
        }
        return true;
    }

    private static void number(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }
}
