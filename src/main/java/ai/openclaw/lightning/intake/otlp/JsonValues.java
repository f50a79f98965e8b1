package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** The values of attributes in JSON as text: what is no single value becomes JSON as others write it. */
final class JsonValues extends JsonCursor {

    JsonValues(JsonParser parser) {
        super(parser);
    }

    /** The value of an attribute as text: what is no single value becomes JSON. Null for one that is nothing. */
    String value() throws IOException {
        String[] text = new String[1];
        object(member -> {
            switch (member) {
                case "stringValue", "boolValue", "intValue", "doubleValue" ->
                    text[0] = parser.currentToken().isScalarValue() ? parser.getText() : null;
                case "arrayValue", "kvlistValue" -> {
                    StringWriter json = new StringWriter();
                    try (JsonGenerator generator = ClientJson.FACTORY.createGenerator(json)) {
                        container(member.equals("arrayValue"), generator);
                    }
                    text[0] = json.toString();
                }
                default -> {
                    // bytes, or a kind that is not known
                }
            }
        });
        return text[0];
    }

    private void container(boolean list, JsonGenerator json) throws IOException {
        if (list) {
            json.writeStartArray();
            object(inner -> each(inner.equals("values"), () -> any(json)));
            json.writeEndArray();
        } else {
            json.writeStartObject();
            object(inner -> each(inner.equals("values"), () -> member(json)));
            json.writeEndObject();
        }
    }

    private void member(JsonGenerator json) throws IOException {
        boolean[] named = new boolean[1];
        members(name -> {
            if (name.equals("key")) {
                json.writeFieldName(text());
                named[0] = true;
            } else if (name.equals("value") && named[0] && parser.currentToken() == JsonToken.START_OBJECT) {
                any(json);
                named[0] = false;
            }
        });
        if (named[0]) {
            json.writeNull();
        }
    }

    private void any(JsonGenerator json) throws IOException {
        boolean[] written = new boolean[1];
        members(name -> {
            if (written[0]) {
                return;
            }
            written[0] = true;
            switch (name) {
                case "arrayValue" -> container(true, json);
                case "kvlistValue" -> container(false, json);
                case "intValue" -> json.writeNumber(number());
                case "stringValue", "boolValue", "doubleValue" -> {
                    if (parser.currentToken().isScalarValue()) {
                        json.copyCurrentEvent(parser);
                    } else {
                        json.writeNull();
                    }
                }
                default -> written[0] = false;
            }
        });
        if (!written[0]) {
            json.writeNull();
        }
    }
}
