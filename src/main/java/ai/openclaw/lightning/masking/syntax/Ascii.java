package ai.openclaw.lightning.masking.syntax;

/** Tests of single characters and of positions in a text. No test accepts a character beyond ASCII. */
public final class Ascii {
    private static final int DIGIT = 1;
    private static final int LETTER = 2;
    private static final int JOINER = 4;
    private static final int DOT = 8;
    private static final int HEX = 16;
    private static final int BASE64 = 32;
    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean letter = isUpper(c) || isLower(c);
            boolean hex = digit || (lower(c) >= 'a' && lower(c) <= 'f' && letter);
            boolean base64 = digit || letter || c == '+' || c == '/' || c == '_' || c == '-';
            int joiner = c == '_' || c == '-' ? JOINER : c == '.' ? DOT : 0;
            KINDS[c] = (byte)
                    ((digit ? DIGIT : 0) | (letter ? LETTER : 0) | (hex ? HEX : 0) | (base64 ? BASE64 : 0) | joiner);
        }
    }

    private Ascii() {}

    private static boolean is(char c, int kinds) {
        return c < 128 && (KINDS[c] & kinds) != 0;
    }

    public static boolean isDigit(char c) {
        return is(c, DIGIT);
    }

    public static boolean isLetter(char c) {
        return is(c, LETTER);
    }

    public static boolean isAlphanumeric(char c) {
        return is(c, DIGIT | LETTER);
    }

    public static boolean isHex(char c) {
        return is(c, HEX);
    }

    /** Of either alphabet: with {@code +} and {@code /}, or with {@code -} and {@code _}. */
    public static boolean isBase64(char c) {
        return is(c, BASE64);
    }

    /** Letters, digits, {@code _} and {@code -}: the characters of most services' tokens. */
    public static boolean isTokenChar(char c) {
        return is(c, DIGIT | LETTER | JOINER);
    }

    /** The characters of a key without quotes. */
    public static boolean isKeyChar(char c) {
        return is(c, DIGIT | LETTER | JOINER | DOT);
    }

    /** The characters of names in code, without the dots between names. */
    public static boolean isIdentifierChar(char c) {
        return is(c, DIGIT | LETTER) || c == '_';
    }

    public static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    public static char lower(char c) {
        return isUpper(c) ? (char) (c + 32) : c;
    }

    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    public static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The first position at or after {@code at} without a blank; looks at no more than 64. */
    public static int skipBlanks(char[] text, int at, int end) {
        int limit = Math.min(end, at + 64);
        int i = at;
        while (i < limit && isBlank(text[i])) {
            i++;
        }
        return i;
    }

    /** The position after the identifier characters at {@code at}; reads at most {@code max} of them. */
    public static int skipIdentifier(char[] text, int at, int end, int max) {
        int limit = Math.min(end, at + max);
        int i = at;
        while (i < limit && isIdentifierChar(text[i])) {
            i++;
        }
        return i;
    }

    public static boolean startsWith(char[] text, int at, int end, String expected) {
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
    public static boolean startsWithIgnoringCase(char[] text, int at, int end, String expected) {
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

    /** {@code expected} is in lower case. */
    public static boolean equalsIgnoringCase(char[] text, int start, int end, String expected) {
        return end - start == expected.length() && startsWithIgnoringCase(text, start, end, expected);
    }

    /**
     * Whether a word may begin at {@code at}: no letter or digit precedes it, or only the end of an escape (a
     * backslash with a letter or four hex digits, or a percent sign with two), as in JSON or a URL inside a string.
     */
    public static boolean startsWord(char[] text, int from, int at) {
        return at == from || !isAlphanumeric(text[at - 1]) || endsEscape(text, from, at);
    }

    /** Whether the characters before {@code at} are an escape. */
    public static boolean endsEscape(char[] text, int from, int at) {
        char last = text[at - 1];
        if (at - from >= 2 && text[at - 2] == '\\') {
            return last == 'n' || last == 'r' || last == 't';
        }
        if (at - from >= 3 && text[at - 3] == '%') {
            return isHex(last) && isHex(text[at - 2]);
        }
        return at - from >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u';
    }
}
