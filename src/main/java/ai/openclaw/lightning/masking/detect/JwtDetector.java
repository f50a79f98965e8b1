package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Finds JSON web tokens: base64url parts separated by dots, the first of which begins like a JSON object. Two parts are
 * enough if the second is JSON too, because texts get cut. Trigger: the beginning of a word.
 */
public final class JwtDetector implements Detector {
    private static final String JSON_START = "eyJ";
    private static final int PART_MIN = 8;

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (!Ascii.startsWith(text, at, end, JSON_START) || !startsRun(text, from, at)) {
            return Span.NONE;
        }
        int headerEnd = runEnd(text, at, end);
        if (headerEnd - at < PART_MIN || headerEnd == end || text[headerEnd] != '.') {
            return Span.NONE;
        }
        int payload = headerEnd + 1;
        int tokenEnd = runEnd(text, payload, end);
        boolean json = Ascii.startsWith(text, payload, end, JSON_START) && tokenEnd - payload >= PART_MIN;
        int parts = 2;
        while (tokenEnd + 1 < end && text[tokenEnd] == '.' && Ascii.isTokenChar(text[tokenEnd + 1])) {
            tokenEnd = runEnd(text, tokenEnd + 1, end);
            parts++;
        }
        return json || parts >= 3 ? Span.of(at, tokenEnd) : Span.NONE;
    }

    /** Stricter than the start of a word, so that many calls never read the same run of characters. */
    private static boolean startsRun(char[] text, int from, int at) {
        boolean inRun = at > from && (Ascii.isTokenChar(text[at - 1]) || text[at - 1] == '.');
        return !inRun || Ascii.endsEscape(text, from, at);
    }

    private static int runEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && Ascii.isTokenChar(text[i])) {
            i++;
        }
        return i;
    }
}
