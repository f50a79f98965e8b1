package ai.openclaw.lightning.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A JSON object that is printed field by field, and its lists row by row, so that it may be longer than memory. Looks as
 * {@link JsonText#pretty} makes it. For one thread.
 */
public final class JsonDocument {

    private final PrintStream out;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    /** Begins the object; nothing is printed before its first row, or its end. */
    public JsonDocument(PrintStream out) {
        this.out = out;
        try {
            this.json = JsonText.generator(text);
            json.writeStartObject();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A field with its value. */
    public void field(String name, JsonNode value) {
        try {
            json.writeFieldName(name);
            JsonText.write(json, value);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A field that is a list; its rows follow. */
    public void beginList(String name) {
        try {
            json.writeArrayFieldStart(name);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** The next row of the list. */
    public void row(JsonNode row) {
        try {
            JsonText.write(json, row);
            print();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** The list is complete. */
    public void endList() {
        try {
            json.writeEndArray();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** The object is complete. */
    public void end() {
        try {
            json.writeEndObject();
            print();
            out.println();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    private void print() throws IOException {
        json.flush();
        out.print(text);
        text.getBuffer().setLength(0);
    }

    /** It is written to memory. */
    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException(e);
    }
}
