package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Values that name a field: those that repeat the words of their key, as {@code ACCESS_TOKEN_KEY = "access_token"} and
 * {@code case apiKey = "api_key"} do in code, and {@code secretKey: password} of manifests. Only for constants, cases
 * and keys of keys, because {@code password: "password"} may be meant.
 */
final class OwnNames {
    private static final int LENGTH_MAX = 64;
    private static final String SEPARATORS = "/:.";

    private OwnNames() {}

    /** Whether the value at {@code start} is the name of a field. */
    static boolean isOne(KeyWords keyWords, char[] text, int from, long key, int start, int end) {
        int keyStart = Span.start(key);
        int keyEnd = Span.end(key);
        int quote = Ascii.skipBlanks(text, start, end);
        if (quote < end
                && text[keyEnd] == ':'
                && Ascii.startsWith(text, Math.max(keyStart, keyEnd - 3), keyEnd, "Key")) {
            return isKeyWord(keyWords, text, quote, end);
        }
        boolean code = keyEnd < end && text[keyEnd] == ' ' && quote < end && Ascii.isQuote(text[quote]);
        if (!code || !(isConstant(text, keyStart, keyEnd) || Labels.isCase(text, from, keyStart))) {
            return false;
        }
        int limit = Math.min(end, quote + LENGTH_MAX);
        int last = quote + 1;
        int close = last;
        while (close < limit && (Ascii.isLetter(text[close]) || "_-/:.".indexOf(text[close]) >= 0)) {
            last = SEPARATORS.indexOf(text[close]) >= 0 ? close + 1 : last;
            close++;
        }
        return close < limit
                && text[close] == text[quote]
                && keyWords.isSecret(text, last, close)
                && letters(text, keyStart, keyEnd).contains(letters(text, last, close));
    }

    /** {@code password}, alone and without quotes. */
    private static boolean isKeyWord(KeyWords keyWords, char[] text, int start, int end) {
        int limit = Math.min(end, start + LENGTH_MAX);
        int i = start;
        while (i < limit && Ascii.isLower(text[i])) {
            i++;
        }
        boolean whole = i == end || text[i] <= ' ' || text[i] == ',' || text[i] == '}';
        return whole && keyWords.isSecret(text, start, i);
    }

    private static boolean isConstant(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isUpper(text[i]) && !Ascii.isDigit(text[i]) && text[i] != '_') {
                return false;
            }
        }
        return true;
    }

    private static String letters(char[] text, int start, int end) {
        StringBuilder letters = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            if (Ascii.isLetter(text[i])) {
                letters.append(Ascii.lower(text[i]));
            }
        }
        return letters.toString();
    }
}
