package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** Finds the default in code: {@code process.env.PASSWORD || "x"}. */
final class Fallbacks {
    private static final int REACH = 96;

    private Fallbacks() {}

    /** The quote of the literal after {@code ||}, {@code ??} or {@code or} on the same line; -1 if there is none. */
    static int literal(char[] text, int start, int end) {
        int limit = Math.min(end, start + REACH);
        for (int i = start; i + 3 < limit && !Ascii.isLineEnd(text[i]) && text[i] != ';'; i++) {
            boolean operator = Ascii.startsWith(text, i, limit, "||")
                    || Ascii.startsWith(text, i, limit, "??")
                    || Ascii.startsWith(text, i, limit, "or ");
            if (operator && i > start && text[i - 1] == ' ') {
                int literal = Ascii.skipBlanks(text, i + 2, limit);
                return literal < limit && Ascii.isQuote(text[literal]) ? literal : -1;
            }
        }
        return -1;
    }
}
