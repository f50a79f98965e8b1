package ai.openclaw.lightning.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What stands for a text that was longer than may be stored: {@code {"truncated":true,"bytes":…,"head":"…"}}.
 *
 * @param bytes of the whole text, in UTF-8
 * @param head its beginning, as much of it as is known
 */
record CutObject(long bytes, CharSequence head) {

    private static final String BEFORE_BYTES = "{\"truncated\":true,\"bytes\":";
    private static final String BEFORE_HEAD = ",\"head\":\"";
    private static final String END = "\"}";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The longest piece that an escape, cut in its middle, leaves behind. */
    private static final int PIECE_MAX = 5;

    /** The object as JSON of at most {@code bytesMax} bytes, with as much of the head as fits. */
    String json(int bytesMax) {
        StringBuilder json =
                new StringBuilder(bytesMax).append(BEFORE_BYTES).append(bytes).append(BEFORE_HEAD);
        int left = bytesMax - json.length() - END.length();
        for (int i = 0; i < head.length(); ) {
            int codePoint = Character.codePointAt(head, i);
            left -= escapedSize(codePoint);
            if (left < 0) {
                break;
            }
            appendEscaped(json, codePoint);
            i += Character.charCount(codePoint);
        }
        return json.append(END).toString();
    }

    private static int escapedSize(int c) {
        if (c == '"' || c == '\\') {
            return 2;
        }
        if (c < 0x20) {
            return 6;
        }
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static void appendEscaped(StringBuilder json, int c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
        } else if (c < 0x20) {
            json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        } else {
            json.appendCodePoint(c);
        }
    }

    /** The object that the JSON text is; null when it is something else. */
    static CutObject parse(String json) {
        Long bytes = null;
        String head = null;
        try (JsonParser parser = ClientJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("bytes") && token == JsonToken.VALUE_NUMBER_INT) {
                    bytes = parser.getLongValue();
                } else if (name.equals("head") && token == JsonToken.VALUE_STRING) {
                    head = parser.getText();
                } else if (!(name.equals("truncated") && token == JsonToken.VALUE_TRUE)) {
                    return null;
                }
            }
        } catch (IOException notJson) {
            return null;
        }
        return bytes == null || head == null || bytes < 0 ? null : new CutObject(bytes, head);
    }

    /** The object of which the JSON text is only the beginning; null when it is something else. */
    static CutObject parseBeginning(CharSequence json) {
        for (int piece = 0; piece <= Math.min(PIECE_MAX, json.length()); piece++) {
            CutObject parsed = parse(json.subSequence(0, json.length() - piece) + END);
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }
}
