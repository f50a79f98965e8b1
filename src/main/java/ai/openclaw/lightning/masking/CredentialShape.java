package ai.openclaw.lightning.masking;

/**
 * {@code Bearer x} and {@code Basic x} wherever they stand; the scheme stays. Both words are also English, so what
 * follows must look like a token (letters and digits), or decode to {@code user:password}. Trigger: {@code B}, {@code
 * b}.
 */
final class CredentialShape implements Shape {
    private static final int BEARER_MIN = 8;
    private static final int LOOKED_AT_MAX = 64;
    private static final int BASIC_LOOKED_AT_MAX = 256;

    @Override
    public long find(char[] text, int from, int at, int end) {
        char second = at + 1 < end ? Chars.lower(text[at + 1]) : ' ';
        if (second != 'e' && second != 'a') {
            return NONE;
        }
        boolean bearer = Chars.startsWithIgnoringCase(text, at, end, "bearer");
        boolean basic = !bearer && Chars.startsWithIgnoringCase(text, at, end, "basic");
        if ((!bearer && !basic) || !Chars.startsWord(text, from, at)) {
            return NONE;
        }
        int blank = at + (bearer ? "bearer" : "basic").length();
        int start = Chars.skipBlanks(text, blank, end);
        if (start == blank || !(bearer ? isToken(text, start, end) : isUserAndPassword(text, start, end))) {
            return NONE;
        }
        return Shape.span(start, Quotes.unquotedEnd(text, start, end));
    }

    private static boolean isToken(char[] text, int start, int end) {
        boolean digit = false;
        boolean letter = false;
        int limit = Math.min(end, start + LOOKED_AT_MAX);
        int i = start;
        for (; i < limit && (Chars.isKeyChar(text[i]) || "~+/=|".indexOf(text[i]) >= 0); i++) {
            digit |= Chars.isDigit(text[i]);
            letter |= Chars.isLetter(text[i]);
        }
        return i - start >= BEARER_MIN && digit && letter;
    }

    /** Decodes in place: printable bytes with a colon among them, from more than a plain word. */
    private static boolean isUserAndPassword(char[] text, int start, int end) {
        int limit = Math.min(end, start + BASIC_LOOKED_AT_MAX);
        int bits = 0;
        int count = 0;
        boolean colon = false;
        boolean plainWord = true;
        for (int i = start; i < limit; i++) {
            int value = base64(text[i]);
            if (value < 0) {
                break;
            }
            plainWord &= Chars.isLower(text[i]) || (i == start && Chars.isUpper(text[i]));
            bits = (bits << 6 | value) & 0xfff;
            count += 6;
            if (count >= 8) {
                count -= 8;
                int decoded = bits >> count & 0xff;
                colon |= decoded == ':';
                if (decoded < ' ' || (decoded > '~' && !colon)) {
                    return false;
                }
            }
        }
        return colon && !plainWord;
    }

    private static int base64(char c) {
        if (Chars.isUpper(c)) {
            return c - 'A';
        }
        if (Chars.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Chars.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
