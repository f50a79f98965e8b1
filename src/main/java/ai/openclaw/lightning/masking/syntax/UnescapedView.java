package ai.openclaw.lightning.masking.syntax;

import java.util.Arrays;

/**
 * A text as its reader sees it: {@code \}{@code u003d}, {@code %3D} and HTML entities become the characters they stand
 * for, each with its original position. An escaped line break, tab or quote stays as it is, because {@link Delimiters}
 * handles those. Holds six bytes for each character; the caller bounds the length.
 */
public final class UnescapedView {
    private static final long NO_ESCAPE = -1;
    private static final int ENTITY_MAX = 8;
    private static final String[] ENTITIES = {"quot;", "apos;", "amp;", "lt;", "gt;", "equals;", "colon;"};
    private static final String ENTITY_CHARS = "\"'&<>=:";

    private char[] text;
    private int[] origins;
    private int length;

    private UnescapedView(int capacity) {
        this.text = new char[capacity];
        this.origins = new int[capacity + 1];
    }

    /** Whether an escape of an ASCII character begins at {@code at}, which is a backslash, a percent sign or an ampersand. */
    public static boolean isEscape(char[] text, int at, int end) {
        return escape(text, at, end) != NO_ESCAPE;
    }

    /** The view of {@code [start, end)}. */
    public static UnescapedView of(char[] text, int start, int end) {
        UnescapedView view = new UnescapedView(end - start);
        int at = start;
        while (at < end) {
            char c = text[at];
            long escape = c == '\\' || c == '%' || c == '&' ? escape(text, at, end) : NO_ESCAPE;
            view.origins[view.length] = at;
            view.text[view.length++] = escape == NO_ESCAPE ? c : (char) Span.start(escape);
            at = escape == NO_ESCAPE ? at + 1 : Span.end(escape);
        }
        view.origins[view.length] = end;
        return view;
    }

    public char[] text() {
        return text;
    }

    public int length() {
        return length;
    }

    /** The same span in the original text. */
    public long toOrigin(long span) {
        return Span.of(origins[Span.start(span)], origins[Span.end(span)]);
    }

    /** The character that the escape at {@code at} stands for, and where it ends; or NO_ESCAPE. */
    private static long escape(char[] text, int at, int end) {
        return switch (text[at]) {
            case '%' -> hex(text, at + 1, at + 3, end, at + 3);
            case '\\' -> unicode(text, at, end);
            default -> entity(text, at + 1, end);
        };
    }

    /** {@code \}{@code u003d}, after as many backslashes as the levels of quoting added. */
    private static long unicode(char[] text, int at, int end) {
        int limit = Math.min(end, at + 16);
        int i = at;
        while (i < limit && text[i] == '\\') {
            i++;
        }
        return i < limit && text[i] == 'u' ? hex(text, i + 1, i + 5, end, i + 5) : NO_ESCAPE;
    }

    private static long entity(char[] text, int start, int end) {
        if (start == end) {
            return NO_ESCAPE;
        }
        if (text[start] != '#') {
            for (int i = 0; i < ENTITIES.length; i++) {
                if (text[start] == ENTITIES[i].charAt(0) && Ascii.startsWith(text, start, end, ENTITIES[i])) {
                    return Span.of(ENTITY_CHARS.charAt(i), start + ENTITIES[i].length());
                }
            }
            return NO_ESCAPE;
        }
        boolean hex = start + 1 < end && Ascii.lower(text[start + 1]) == 'x';
        int digits = start + (hex ? 2 : 1);
        int limit = Math.min(end, digits + ENTITY_MAX);
        int i = digits;
        while (i < limit && text[i] != ';') {
            i++;
        }
        if (i == limit) {
            return NO_ESCAPE;
        }
        return hex ? hex(text, digits, i, end, i + 1) : decimal(text, digits, i);
    }

    private static long hex(char[] text, int start, int stop, int end, int after) {
        if (stop > end || start == stop) {
            return NO_ESCAPE;
        }
        int code = 0;
        for (int i = start; i < stop; i++) {
            if (!Ascii.isHex(text[i])) {
                return NO_ESCAPE;
            }
            code = code << 4 | Character.digit(text[i], 16);
        }
        return isVisible(code) ? Span.of(code, after) : NO_ESCAPE;
    }

    private static long decimal(char[] text, int start, int stop) {
        int code = 0;
        for (int i = start; i < stop; i++) {
            if (!Ascii.isDigit(text[i])) {
                return NO_ESCAPE;
            }
            code = code * 10 + text[i] - '0';
        }
        return isVisible(code) ? Span.of(code, stop + 1) : NO_ESCAPE;
    }

    private static boolean isVisible(int code) {
        return (code >= ' ' && code <= '~') || code == '\n' || code == '\r' || code == '\t';
    }

    /** The text without the spare capacity, for tests. */
    @Override
    public String toString() {
        return new String(Arrays.copyOf(text, length));
    }
}
