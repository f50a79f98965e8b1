package ai.openclaw.lightning.masking;

/** Secrets that are structures of their own: JSON web tokens and private keys in PEM. */
final class BlockShapes {
    private static final String JSON_START = "eyJ";
    private static final int PART_MIN = 8;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final int LABEL_MAX = 48;

    private BlockShapes() {}

    /**
     * Parts of base64url with dots between, the first of which begins like a JSON object. Two parts are enough if the
     * second is JSON too, since texts get cut. Trigger: {@code J}.
     */
    static long jwt(char[] text, int from, int at, int end) {
        int start = at - 2;
        if (start < from || text[start] != 'e' || text[at - 1] != 'y' || !startsRun(text, from, start)) {
            return Shape.NONE;
        }
        int headerEnd = runEnd(text, start, end);
        if (headerEnd - start < PART_MIN || headerEnd == end || text[headerEnd] != '.') {
            return Shape.NONE;
        }
        int payload = headerEnd + 1;
        int tokenEnd = runEnd(text, payload, end);
        boolean json = Chars.startsWith(text, payload, end, JSON_START) && tokenEnd - payload >= PART_MIN;
        int parts = 2;
        while (tokenEnd + 1 < end && text[tokenEnd] == '.' && Chars.isTokenChar(text[tokenEnd + 1])) {
            tokenEnd = runEnd(text, tokenEnd + 1, end);
            parts++;
        }
        return json || parts >= 3 ? Shape.span(start, tokenEnd) : Shape.NONE;
    }

    /** Stricter than the start of a word: only then no run of characters is read by many calls. */
    private static boolean startsRun(char[] text, int from, int at) {
        boolean inRun = at > from && (Chars.isTokenChar(text[at - 1]) || text[at - 1] == '.');
        return !inRun || Chars.endsEscape(text, from, at);
    }

    private static int runEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && Chars.isTokenChar(text[i])) {
            i++;
        }
        return i;
    }

    /**
     * Private keys with line breaks or with escaped ones; what has no end is masked to the end of the text, since it
     * was cut. Certificates and public keys stay. Trigger: {@code -}.
     */
    static long privateKey(char[] text, int from, int at, int end) {
        boolean begins = at + 5 < end && text[at + 5] == 'B' && Chars.startsWith(text, at, end, BEGIN);
        if (!begins || !labelSaysPrivateKey(text, at + BEGIN.length(), end)) {
            return Shape.NONE;
        }
        for (int i = at + BEGIN.length(); i < end; i++) {
            if (text[i] == '-' && Chars.startsWith(text, i, end, END)) {
                return Shape.span(at, afterDashes(text, i + END.length(), end));
            }
        }
        return Shape.span(at, end);
    }

    /**
     * The end of what is masked from {@code start} to {@code secretEnd}, which moves on if a private key begins there:
     * {@code key=-----BEGIN} ends at a blank as a value, but not as a key. What was masked is read only once more.
     */
    static int endOfKeyBegunIn(char[] text, int start, int secretEnd, int end) {
        int i = start;
        for (; i < secretEnd; i++) {
            if (text[i] == '-') {
                long key = privateKey(text, start, i, end);
                i = key == Shape.NONE ? i : Shape.end(key) - 1;
            }
        }
        return i;
    }

    private static boolean labelSaysPrivateKey(char[] text, int start, int end) {
        int limit = Math.min(end, start + LABEL_MAX);
        for (int i = start; i < limit && text[i] != '-'; i++) {
            if (text[i] == 'P' && Chars.startsWith(text, i, end, PRIVATE_KEY)) {
                return true;
            }
        }
        return false;
    }

    private static int afterDashes(char[] text, int start, int end) {
        int limit = Math.min(end, start + LABEL_MAX);
        for (int i = start; i < limit; i++) {
            if (text[i] == '-' && Chars.startsWith(text, i, end, DASHES)) {
                return i + DASHES.length();
            }
        }
        return start;
    }
}
