package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as text that says the same and can be shown: what a terminal must not see is escaped. Without databind's
 * mapper, which alone takes a quarter of the time a command has.
 */
public final class JsonText {

    private static final JsonFactory FACTORY = OwnJson.escaping(new Unsafe());

    private JsonText() {}

    /** On many lines, for people; without a line end. */
    public static String pretty(JsonNode node) {
        return text(node, true);
    }

    /** On one line; without a line end. */
    public static String compact(JsonNode node) {
        return text(node, false);
    }

    private static String text(JsonNode node, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text, pretty)) {
            write(json, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // can't be: it is written to memory
        }
        return text.toString();
    }

    static JsonGenerator generator(Writer out, boolean pretty) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        return pretty ? json.setPrettyPrinter(new DefaultPrettyPrinter()) : json;
    }

    static void write(JsonGenerator json, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    json.writeFieldName(field.getKey());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode element : node) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.textValue());
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NUMBER -> json.writeNumber(node.asText());
            default -> json.writeNull();
        }
    }

    /** The escapes that JSON demands, and those that a terminal needs. */
    private static final class Unsafe extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7f;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Unsafe() {
            ascii[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int point) {
            boolean halfOfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            return halfOfAPair || SafeText.isSafe(point)
                    ? null
                    : new SerializedString(String.format(Locale.ROOT, "\\u%04x", point));
        }
    }
}
