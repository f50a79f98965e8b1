package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.setting.LenientJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a text of JSON, which may have comments, and where it stands there.
 *
 * @param name of the member that it is the value of; null for another value
 * @param from where the member begins, or the value that is none
 * @param text of a string; null for another value
 * @param children of an object or a list, in their order
 */
record JsonPlace(Kind kind, String name, int from, int to, String text, List<JsonPlace> children) {

    /** What a value is. */
    enum Kind {
        OBJECT,
        LIST,
        SCALAR
    }

    JsonPlace {
        children = List.copyOf(children);
    }

    /** The one value of the text; throws when it is not JSON or there is more. */
    static JsonPlace of(String json) throws IOException {
        return of(json, LenientJson.FACTORY);
    }

    /** The same for a text that is read as that factory reads it. */
    static JsonPlace of(String json, JsonFactory factory) throws IOException {
        try (JsonParser parser = factory.createParser(json)) {
            parser.nextToken();
            JsonPlace whole = read(parser, null, start(parser));
            if (parser.nextToken() != null) {
                throw new IOException("there is text after the value");
            }
            return whole;
        }
    }

    private static JsonPlace read(JsonParser parser, String name, int from) throws IOException {
        JsonToken token = parser.currentToken();
        List<JsonPlace> children = new ArrayList<>();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                int begin = start(parser);
                parser.nextToken();
                children.add(read(parser, member, begin));
            }
            return new JsonPlace(Kind.OBJECT, name, from, end(parser), null, children);
        }
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                children.add(read(parser, null, start(parser)));
            }
            return new JsonPlace(Kind.LIST, name, from, end(parser), null, children);
        }
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.finishToken();
        return new JsonPlace(Kind.SCALAR, name, from, end(parser), text, children);
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** The value of that member of an object; null where there is none. */
    JsonPlace member(String wanted) {
        return children.stream()
                .filter(child -> wanted.equals(child.name))
                .findFirst()
                .orElse(null);
    }
}
