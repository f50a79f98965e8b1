package ai.openclaw.lightning.terminal;

/**
 * Text of others made fit for a terminal: what would move the cursor, set a title, hide or reorder text is taken out.
 * What was stored came from agents and from what agents read, so it may be anyone's.
 */
public final class SafeText {

    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;
    private static final int CONTROL_SEQUENCE = 0x9b;
    private static final int STRING_TERMINATOR = 0x9c;

    /** Of an escape sequence; a longer one is none, and only its first character goes. */
    private static final int SEQUENCE_CHARS_MAX = 4_096;

    private SafeText() {}

    /** The text on one line; each run of white space and line ends becomes one blank. Null becomes the empty string. */
    public static String line(String text) {
        return text == null ? "" : lines(text).replaceAll("\\s+", " ").strip();
    }

    /** The text with its line ends and tabs. Null becomes the empty string. */
    public static String lines(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int skipped = sequence(text, i);
            if (skipped > 0) {
                i += skipped;
                continue;
            }
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(safe, point);
        }
        return safe.toString();
    }

    /** Whether a terminal may see this character; line ends and tabs count as unsafe here. */
    static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR -> false;
            case Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void append(StringBuilder safe, int point) {
        if (point == '\n' || point == '\t' || isSafe(point)) {
            safe.appendCodePoint(point);
        } else if (Character.getType(point) == Character.SURROGATE) {
            safe.append('\ufffd');
        } else if (Character.getType(point) != Character.FORMAT && Character.isWhitespace(point) && point != '\r') {
            safe.append(' ');
        }
    }

    /** How many characters the escape sequence that begins here has; 0 where none begins. */
    private static int sequence(String text, int start) {
        int first = text.charAt(start);
        int second = start + 1 < text.length() ? text.charAt(start + 1) : 0;
        if (first == CONTROL_SEQUENCE || (first == ESCAPE && second == '[')) {
            return controlSequence(text, start, first == ESCAPE ? 2 : 1);
        }
        if (first == ESCAPE && "]PX^_".indexOf(second) >= 0) {
            return string(text, start, 2);
        }
        if (first == 0x9d || first == 0x90 || first == 0x98 || first == 0x9e || first == 0x9f) {
            return string(text, start, 1);
        }
        return first == ESCAPE && second >= 0x20 && second < 0x7f ? 2 : 0;
    }

    /** CSI: parameters, then one final character. */
    private static int controlSequence(String text, int start, int introducer) {
        int end = Math.min(text.length(), start + SEQUENCE_CHARS_MAX);
        for (int i = start + introducer; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x40 && c < 0x7f) {
                return i + 1 - start;
            }
            if (c < 0x20 || c >= 0x7f) {
                break;
            }
        }
        return introducer;
    }

    /** OSC, DCS and their like: all until a bell or a string terminator. */
    private static int string(String text, int start, int introducer) {
        int end = Math.min(text.length(), start + SEQUENCE_CHARS_MAX);
        for (int i = start + introducer; i < end; i++) {
            char c = text.charAt(i);
            if (c == BELL || c == STRING_TERMINATOR) {
                return i + 1 - start;
            }
            if (c == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '\\') {
                return i + 2 - start;
            }
        }
        return introducer;
    }
}
