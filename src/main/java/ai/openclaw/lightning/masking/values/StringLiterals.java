package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** Tells the end of a string in code from the beginning of a value. */
final class StringLiterals {
    private static final int LOOKED_BACK_MAX = 96;

    private StringLiterals() {}

    /**
     * Whether the quote at {@code quote} ends a string that the key is in: {@code url + "?token=" + id}, {@code read -p
     * "Password: " pw}. Then what follows is code, and the quote before the key has code before it.
     */
    static boolean closesAround(char[] text, int from, int operatorEnd, int quote, int end) {
        int next = Ascii.skipBlanks(text, quote + 1, end);
        boolean prompt = next > quote + 1 && quote > from && Ascii.isBlank(text[quote - 1]);
        if (!prompt && next < end && "+.,);%}]|&?:\r\n".indexOf(text[next]) < 0) {
            return false;
        }
        int limit = Math.max(from, operatorEnd - LOOKED_BACK_MAX);
        int i = operatorEnd - 1;
        while (i >= limit && text[i] != text[quote] && !Ascii.isLineEnd(text[i])) {
            i--;
        }
        if (i < limit || text[i] != text[quote]) {
            return false;
        }
        return i == from || text[i - 1] <= ' ' || "(=+,:[{?&|!.".indexOf(text[i - 1]) >= 0;
    }

    /** Whether a block in brackets is data with strings, or a plain list, rather than code or more pairs. */
    static boolean areIn(char[] text, int start, int end) {
        boolean strings = false;
        boolean pairs = false;
        for (int i = start; i < end && !Ascii.isLineEnd(text[i]); i++) {
            char c = text[i];
            if (c == '(' || c == ';') {
                return false;
            }
            strings |= Ascii.isQuote(c);
            pairs |= c == ':';
        }
        return strings || !pairs;
    }
}
