package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Reads the key before an operator backwards, because operators are rarer than letters. Reads a few dozen characters at
 * most.
 */
final class KeyBefore {
    static final int KEY_MAX = 64;
    private static final int BLANKS_MAX = 32;
    private static final int DIGITS_MAX = 6;
    private static final int FOREIGN_ENDING_MAX = 7;

    private KeyBefore() {}

    /** The key before the operator at {@code at}, without its quotes; NONE if something else precedes it. */
    static long key(char[] text, int from, int at) {
        int i = beforeBlanks(text, from, at);
        if (i > from && "?!+|".indexOf(text[i - 1]) >= 0) {
            i = i - 1 > from && text[i - 2] == text[i - 1] ? beforeBlanks(text, from, i - 2) : i - 1;
            i = i > from && text[i - 1] == ']' ? beforeBracket(text, from, i - 1) : i;
        } else if (i > from && text[i - 1] == ']') {
            i = beforeBracket(text, from, i - 1);
        }
        boolean quoted = i > from && Ascii.isQuote(text[i - 1]);
        int keyEnd = quoted ? beforeBackslashes(text, from, i - 1) : i;
        int keyStart = start(text, from, keyEnd);
        return keyStart == keyEnd ? Span.NONE : Span.of(keyStart, keyEnd);
    }

    /** The start of the key that ends at {@code keyEnd}. */
    static int start(char[] text, int from, int keyEnd) {
        int limit = Math.max(from, keyEnd - KEY_MAX);
        int i = keyEnd;
        while (i > limit && Ascii.isKeyChar(text[i - 1])) {
            i--;
        }
        // The n of an escaped line break does not belong to the key after it.
        boolean escape = i > from && text[i - 1] == '\\' && i < keyEnd && "nrt".indexOf(text[i]) >= 0;
        return escape ? i + 1 : i;
    }

    /** Whether the last two characters before {@code at} may end a word with letters beyond ASCII: {@code contraseña}. */
    static boolean isForeign(char[] text, int from, int at) {
        int limit = Math.max(from, at - FOREIGN_ENDING_MAX);
        for (int i = at - 1; i >= limit && text[i] > ' '; i--) {
            if (text[i] >= 128) {
                return true;
            }
        }
        return false;
    }

    static int beforeBlanks(char[] text, int from, int at) {
        int limit = Math.max(from, at - BLANKS_MAX);
        int i = at;
        while (i > limit && Ascii.isBlank(text[i - 1])) {
            i--;
        }
        return i;
    }

    /** Goes back to the quote in {@code config["key"]}, or the name in {@code key[64]}, not in {@code input[type=x]} */
    private static int beforeBracket(char[] text, int from, int bracket) {
        if (bracket > from && Ascii.isQuote(text[bracket - 1])) {
            return bracket;
        }
        int limit = Math.max(from, bracket - DIGITS_MAX);
        int i = bracket;
        while (i > limit && Ascii.isDigit(text[i - 1])) {
            i--;
        }
        return i > from && text[i - 1] == '[' ? i - 1 : from;
    }

    private static int beforeBackslashes(char[] text, int from, int at) {
        int limit = Math.max(from, at - BLANKS_MAX);
        int i = at;
        while (i > limit && text[i - 1] == '\\') {
            i--;
        }
        return i;
    }
}
