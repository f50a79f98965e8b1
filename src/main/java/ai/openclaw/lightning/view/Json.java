package ai.openclaw.lightning.view;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON straight to bytes, without a tree in between. */
public final class Json {

    private static final int USUAL_BYTES = 256;

    private Json() {}

    /** Writes the fields of an object; the braces are there already. */
    @FunctionalInterface
    public interface Content {
        /** Writes field after field. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The object as UTF-8. */
    public static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A number, or null. */
    public static void number(JsonGenerator json, String name, Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    /** A number, or null. */
    public static void number(JsonGenerator json, String name, Double value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    /** True, false, or null. */
    public static void flag(JsonGenerator json, String name, Boolean value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeBooleanField(name, value);
        }
    }

    /** A list of texts. */
    public static void strings(JsonGenerator json, String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Writes text that is JSON already, or null. */
    public static void raw(JsonGenerator json, String name, String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeFieldName(name);
            json.writeRawValue(value);
        }
    }

    /** Writes the text, or no field when there is none. */
    public static void textIfKnown(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** The number, or nothing at all where there is none. */
    public static void numberIfKnown(JsonGenerator json, String name, Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** The number, or nothing at all where there is none. */
    public static void numberIfKnown(JsonGenerator json, String name, Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** Writes true or false, or no field when it is unknown. */
    public static void flagIfKnown(JsonGenerator json, String name, Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }
}
