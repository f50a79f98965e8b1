package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;

/** Finds the whole run of base64 around a long word: with {@code +} and {@code /} in it, and over wrapped lines. */
final class Base64Runs {
    /** A shorter word of letters and digits is skipped as a plain word. */
    static final int WORD_MIN = 16;

    private static final int WRAPPED_LINE_MIN = 60;

    private Base64Runs() {}

    /**
     * The run around the word {@code [wordStart, wordEnd)}.
     *
     * @param from where looking back ends
     */
    static long around(char[] text, int from, int wordStart, int wordEnd, int end) {
        int start = wordStart;
        while (start > from && Ascii.isBase64(text[start - 1])) {
            start--;
        }
        boolean escape = start > from && text[start - 1] == '\\' && "nrt".indexOf(text[start]) >= 0;
        start = escape ? start + 1 : start;
        int lineStart = start;
        int i = wordEnd;
        while (true) {
            while (i < end && Ascii.isBase64(text[i])) {
                i++;
            }
            int next = i - lineStart >= WRAPPED_LINE_MIN ? nextLine(text, i, end) : i;
            if (next == i || next == end || !Ascii.isBase64(text[next])) {
                break;
            }
            lineStart = next;
            i = next;
        }
        while (i < end && text[i] == '=') {
            i++;
        }
        return Span.of(start, i);
    }

    private static int nextLine(char[] text, int at, int end) {
        int i = at;
        if (i < end && text[i] == '\r') {
            i++;
        }
        return i < end && text[i] == '\n' ? i + 1 : at;
    }
}
