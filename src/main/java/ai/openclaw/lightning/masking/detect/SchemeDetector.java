package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Base64Text;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Finds {@code Bearer x} and {@code Basic x} anywhere; the scheme stays. Both words are also English, so the value must
 * look like a token (letters and digits), or decode to {@code user:password}. Trigger: the beginning of a word.
 */
public final class SchemeDetector implements Detector {
    private static final int BEARER_MIN = 8;
    private static final int LOOKED_AT_MAX = 64;

    @Override
    public long find(char[] text, int from, int at, int end) {
        boolean basic = Ascii.startsWithIgnoringCase(text, at, end, "basic");
        int length = basic ? 5 : Ascii.startsWithIgnoringCase(text, at, end, "bearer") ? 6 : 0;
        length = Ascii.startsWith(text, at, end, "SSWS") ? 4 : length;
        if (length == 0) {
            return Span.NONE;
        }
        int start = Ascii.skipBlanks(text, at + length, end);
        boolean secret = start > at + length
                && (basic ? Base64Text.isUserAndPassword(text, start, end) : isToken(text, start, end));
        return secret ? Span.of(start, Delimiters.unquotedEnd(text, from, start, end)) : Span.NONE;
    }

    private static boolean isToken(char[] text, int start, int end) {
        boolean digit = false;
        boolean letter = false;
        int limit = Math.min(end, start + LOOKED_AT_MAX);
        int i = start;
        for (; i < limit && (Ascii.isKeyChar(text[i]) || "~+/=|".indexOf(text[i]) >= 0); i++) {
            digit |= Ascii.isDigit(text[i]);
            letter |= Ascii.isLetter(text[i]);
        }
        return i - start >= BEARER_MIN && digit && letter;
    }
}
