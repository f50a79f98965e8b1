package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON that stands in an attribute, as a tree; without a mapper, which would take a megabyte of classes. */
final class Trees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    /** Null where the text is no JSON. */
    static JsonNode parsed(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try (JsonParser parser = ClientJson.FACTORY.createParser(text)) {
            JsonNode node = parser.nextToken() == null ? null : node(parser);
            return parser.nextToken() == null ? node : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** An object with one member, as JSON. */
    static String object(String name, String text) {
        return NODES.objectNode().put(name, text).toString();
    }

    /** The parser gives up on what is nested too deep, so the stack is safe. */
    private static JsonNode node(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                return array;
            }
            case VALUE_STRING -> {
                return NODES.textNode(parser.getText());
            }
            case VALUE_NULL -> {
                return NODES.nullNode();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return NODES.booleanNode(parser.getBooleanValue());
            }
            default -> {
                return NODES.textNode(parser.getText()); // a number, in its own words
            }
        }
    }
}
