package ai.openclaw.lightning.masking.syntax;

import java.util.Arrays;

/** Decodes base64 in either alphabet. Ignores runs that do not decode to text. */
public final class Base64Text {
    /** The most characters decoded from one run. */
    public static final int DECODED_MAX = 1 << 14;

    /** Binary data hardly ever decodes to this many characters of text in a row. */
    private static final int TEXT_MIN = 10;

    private static final int USER_AND_PASSWORD_MAX = 256;

    private Base64Text() {}

    /**
     * Decodes a run of base64 as far as it is text, up to {@link #DECODED_MAX} characters; null if it does not begin
     * with text. Skips line breaks and blanks in the run, and every NUL, which leaves the ASCII of UTF-16. Allocates
     * only where there is text.
     */
    public static char[] decode(char[] text, int start, int end) {
        if (decode(text, start, end, new char[0]) < TEXT_MIN) {
            return null;
        }
        char[] decoded = new char[Math.min(DECODED_MAX, 1 + (end - start) / 4 * 3 + 2)];
        return Arrays.copyOf(decoded, decode(text, start, end, decoded));
    }

    /** The number of characters decoded; decodes at most {@link #TEXT_MIN} into an empty array. */
    private static int decode(char[] text, int start, int end, char[] decoded) {
        int max = decoded.length == 0 ? TEXT_MIN : decoded.length;
        int bits = 0;
        int bitCount = 0;
        int count = 0;
        for (int i = start; i < end && count < max; i++) {
            int value = value(text[i]);
            if (value < 0) {
                if (text[i] <= ' ') {
                    continue;
                }
                return count;
            }
            bits = (bits << 6 | value) & 0x3fff;
            bitCount += 6;
            if (bitCount >= 8) {
                bitCount -= 8;
                int decodedByte = bits >> bitCount & 0xff;
                if (decodedByte == 0 && count > 0) {
                    continue;
                }
                if (!isText(decodedByte, count)) {
                    return count;
                }
                if (decoded.length > 0) {
                    decoded[count] = (char) decodedByte;
                }
                count++;
            }
        }
        return count;
    }

    /** Bytes beyond ASCII count as UTF-8 letters if plain text came before them. */
    private static boolean isText(int decodedByte, int before) {
        if (decodedByte >= 0x80) {
            return before >= TEXT_MIN;
        }
        return decodedByte >= ' ' ? decodedByte != 0x7f : "\t\n\r".indexOf(decodedByte) >= 0;
    }

    /** Whether the base64 at {@code start} decodes to {@code user:password} and is not itself a plain word. */
    public static boolean isUserAndPassword(char[] text, int start, int end) {
        int limit = Math.min(end, start + USER_AND_PASSWORD_MAX);
        int bits = 0;
        int bitCount = 0;
        boolean colon = false;
        boolean plainWord = true;
        for (int i = start; i < limit; i++) {
            int value = value(text[i]);
            if (value < 0) {
                break;
            }
            plainWord &= Ascii.isLower(text[i]) || (i == start && Ascii.isUpper(text[i]));
            bits = (bits << 6 | value) & 0xfff;
            bitCount += 6;
            if (bitCount >= 8) {
                bitCount -= 8;
                int decoded = bits >> bitCount & 0xff;
                colon |= decoded == ':';
                if (decoded < ' ' || (decoded > '~' && !colon)) {
                    return false;
                }
            }
        }
        return colon && !plainWord;
    }

    private static int value(char c) {
        if (Ascii.isUpper(c)) {
            return c - 'A';
        }
        if (Ascii.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Ascii.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
