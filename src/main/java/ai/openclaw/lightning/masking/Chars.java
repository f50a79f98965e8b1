package ai.openclaw.lightning.masking;

/** Questions about single characters and about places in a text; ASCII only, any other character is none of these. */
final class Chars {
    private static final byte DIGIT = 1;
    private static final byte LETTER = 2;
    private static final byte JOINER = 4;
    private static final byte DOT = 8;
    private static final byte[] KIND = new byte[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            KIND[c] = DIGIT;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            KIND[c] = LETTER;
            KIND[c - 'a' + 'A'] = LETTER;
        }
        KIND['_'] = JOINER;
        KIND['-'] = JOINER;
        KIND['.'] = DOT;
    }

    private Chars() {}

    private static boolean is(char c, int kinds) {
        return c < 128 && (KIND[c] & kinds) != 0;
    }

    static boolean isDigit(char c) {
        return is(c, DIGIT);
    }

    static boolean isLetter(char c) {
        return is(c, LETTER);
    }

    static boolean isAlphanumeric(char c) {
        return is(c, DIGIT | LETTER);
    }

    /** Letters, digits, {@code _} and {@code -}: what most services make their tokens of. */
    static boolean isTokenChar(char c) {
        return is(c, DIGIT | LETTER | JOINER);
    }

    /** What a key without quotes is made of. */
    static boolean isKeyChar(char c) {
        return is(c, DIGIT | LETTER | JOINER | DOT);
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static char lower(char c) {
        return isUpper(c) ? (char) (c + 32) : c;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The first place at or after {@code at} without a blank, looking at no more than 32. */
    static int skipBlanks(char[] text, int at, int end) {
        int limit = Math.min(end, at + 32);
        int i = at;
        while (i < limit && isBlank(text[i])) {
            i++;
        }
        return i;
    }

    static boolean startsWith(char[] text, int at, int end, String expected) {
        if (end - at < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code expected} is in lower case. */
    static boolean startsWithIgnoringCase(char[] text, int at, int end, String expected) {
        if (end - at < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (lower(text[at + i]) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a word may begin at {@code at}: no letter or digit is before it, or only the tail of an escape (a
     * backslash with a letter or four hex digits, or a percent sign with two), as in JSON or a URL inside a string.
     */
    static boolean startsWord(char[] text, int from, int at) {
        if (at == from || !isAlphanumeric(text[at - 1])) {
            return true;
        }
        return endsEscape(text, from, at);
    }

    static boolean endsEscape(char[] text, int from, int at) {
        char last = text[at - 1];
        if (at - from >= 2 && text[at - 2] == '\\') {
            return last == 'n' || last == 'r' || last == 't';
        }
        if (at - from >= 3 && text[at - 3] == '%') {
            return isHex(last) && isHex(text[at - 2]);
        }
        return at - from >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
