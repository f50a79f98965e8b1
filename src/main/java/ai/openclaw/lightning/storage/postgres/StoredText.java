package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.storage.rows.EventInserts;
import java.nio.charset.StandardCharsets;

/**
 * Texts as PostgreSQL can hold them: it has no character 0, and reads no JSON whose escapes name it or half of a surrogate
 * pair. Both become the replacement character, so that every stored JSON can be looked into.
 */
final class StoredText {

    private static final char REPLACEMENT = '\ufffd';
    private static final int ESCAPE_LENGTH = 6;

    /** For inserts. */
    static final EventInserts.Texts TEXTS = new EventInserts.Texts() {
        @Override
        public String json(Content content) {
            return StoredText.json(content);
        }

        @Override
        public String plain(Content content) {
            return StoredText.plain(content);
        }
    };

    private StoredText() {}

    /** Of a text that is plain where it was not cut; null stays null. */
    static String plain(Content content) {
        return content == null ? null : content.cut() ? json(content.text()) : whole(content.text());
    }

    /** Of a text that is JSON in any case; null stays null. */
    static String json(Content content) {
        return content == null ? null : json(content.text());
    }

    /** Bytes that a stored text takes. */
    static long bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Of a plain text; null stays null. */
    static String whole(String text) {
        return text == null ? null : text.replace('\0', REPLACEMENT);
    }

    static String json(String text) {
        if (!text.contains("\\u")) {
            return whole(text);
        }
        StringBuilder stored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                stored.append(c);
            } else if (text.charAt(i + 1) != 'u') {
                stored.append(c).append(text.charAt(++i));
            } else {
                i += escape(text, i, stored) - 1;
            }
        }
        return whole(stored.toString());
    }

    /** Appends what stands for the escape at that place; how many characters of the text it was. */
    private static int escape(String text, int at, StringBuilder stored) {
        char unit = unit(text, at);
        if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(unit(text, at + ESCAPE_LENGTH))) {
            stored.append(text, at, at + 2 * ESCAPE_LENGTH);
            return 2 * ESCAPE_LENGTH;
        }
        boolean kept = unit != 0 && !Character.isSurrogate(unit);
        stored.append(kept ? text.substring(at, at + ESCAPE_LENGTH) : String.valueOf(REPLACEMENT));
        return ESCAPE_LENGTH;
    }

    /** The UTF-16 unit that an escape at that place names; 0 where there is none. */
    private static char unit(String text, int at) {
        return at + ESCAPE_LENGTH <= text.length() && text.startsWith("\\u", at)
                ? (char) Integer.parseInt(text.substring(at + 2, at + ESCAPE_LENGTH), 16)
                : 0;
    }
}
