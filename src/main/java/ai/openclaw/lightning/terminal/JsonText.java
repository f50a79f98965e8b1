package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
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
        return text(node, new DefaultPrettyPrinter());
    }

    /** On one line, for programs; without a line end. */
    public static String compact(JsonNode node) {
        return text(node, null);
    }

    /** On one line, for people, with blanks at which a terminal can break it; without a line end. */
    public static String spaced(JsonNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        return text(node, printer);
    }

    private static String text(JsonNode node, PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(printer);
            write(json, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // can't be: it is written to memory
        }
        return text.toString();
    }

    /** For a document on many lines. */
    static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter());
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
