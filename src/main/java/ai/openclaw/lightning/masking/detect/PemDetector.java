package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Finds private keys between {@code -----BEGIN} and {@code -----END}, with plain or escaped line breaks. A key without
 * an end was cut, so the span reaches the end of the text; one without a beginning starts at the first line of base64.
 * Certificates and public keys stay. Trigger: {@code -}.
 */
public final class PemDetector implements Detector {
    private static final String BEGIN = "-----BEGIN";
    private static final String END = "-----END";
    private static final String DASHES = "-----";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final int LABEL_MAX = 48;
    private static final int LINE_MIN = 24;

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (at + 5 >= end || (text[at + 5] != 'B' && text[at + 5] != 'E')) {
            return Span.NONE;
        }
        if (begins(text, at, end)) {
            return Span.of(at, keyEnd(text, at, end));
        }
        boolean tail = Ascii.startsWith(text, at, end, END) && saysPrivateKey(text, at + END.length(), end);
        int start = tail ? startOfLines(text, from, at) : at;
        return start < at ? Span.of(start, afterDashes(text, at + END.length(), end)) : Span.NONE;
    }

    /** Whether a private key begins at {@code at}. */
    public static boolean begins(char[] text, int at, int end) {
        return Ascii.startsWith(text, at, end, BEGIN) && saysPrivateKey(text, at + BEGIN.length(), end);
    }

    /** Whether the end of a key is in {@code [start, end)}. */
    public static boolean ends(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == '-' && Ascii.startsWith(text, i, end, END)) {
                return true;
            }
        }
        return false;
    }

    private static int keyEnd(char[] text, int at, int end) {
        for (int i = at + BEGIN.length(); i < end; i++) {
            if (text[i] == '-' && Ascii.startsWith(text, i, end, END)) {
                return afterDashes(text, i + END.length(), end);
            }
        }
        return end;
    }

    /**
     * The end of the mask from {@code start} to {@code secretEnd}, extended if a private key begins inside it:
     * {@code key=-----BEGIN} ends at a blank as a value, but not as a key. Reads the masked text only once more.
     */
    public static int endOfKeyBegunIn(char[] text, int start, int secretEnd, int end) {
        int i = start;
        for (; i < secretEnd; i++) {
            if (text[i] == '-' && begins(text, i, end)) {
                i = keyEnd(text, i, end) - 1;
            }
        }
        return i;
    }

    /** The start of the base64 lines that end before {@code at}. */
    private static int startOfLines(char[] text, int from, int at) {
        int start = at;
        int lineEnd = beforeBreak(text, from, at);
        while (lineEnd > from) {
            int i = lineEnd;
            while (i > from && (Ascii.isBase64(text[i - 1]) || text[i - 1] == '=')) {
                i--;
            }
            boolean shortLine = start < at && lineEnd - i < LINE_MIN;
            boolean inLine = i > from && !Ascii.isLineEnd(text[i - 1]) && !Ascii.isBlank(text[i - 1]);
            if (i == lineEnd || shortLine || inLine) {
                break;
            }
            start = i;
            lineEnd = beforeBreak(text, from, i);
        }
        return at - start < LINE_MIN ? at : start;
    }

    private static int beforeBreak(char[] text, int from, int at) {
        int i = at;
        while (i > from && text[i - 1] <= ' ') {
            i--;
        }
        return i;
    }

    private static boolean saysPrivateKey(char[] text, int start, int end) {
        int limit = Math.min(end, start + LABEL_MAX);
        for (int i = start; i < limit && text[i] != '-'; i++) {
            if (text[i] == 'P' && Ascii.startsWith(text, i, end, PRIVATE_KEY)) {
                return true;
            }
        }
        return false;
    }

    private static int afterDashes(char[] text, int start, int end) {
        int limit = Math.min(end, start + LABEL_MAX);
        for (int i = start; i < limit; i++) {
            if (text[i] == '-' && Ascii.startsWith(text, i, end, DASHES)) {
                return i + DASHES.length();
            }
        }
        return start;
    }
}
