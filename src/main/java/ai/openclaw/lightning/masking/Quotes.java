package ai.openclaw.lightning.masking;

/**
 * Where things end: quoted strings, also with escaped quotes around them as in JSON inside JSON, brackets, lines.
 * Nothing here looks at a character twice.
 */
final class Quotes {
    /** More backslashes than four levels of JSON in JSON need; a limit keeps the number of levels constant. */
    private static final int BACKSLASHES_MAX = 15;

    private Quotes() {}

    /** The index of the quote that {@code at} or the backslashes there lead to; -1 if there is none. */
    static int opening(char[] text, int at, int end) {
        int limit = Math.min(end, at + BACKSLASHES_MAX + 1);
        int i = at;
        while (i < limit && text[i] == '\\') {
            i++;
        }
        return i < limit && Chars.isQuote(text[i]) ? i : -1;
    }

    /**
     * The end of the content of a string that was opened with this quote after that many backslashes; -1 if it is not
     * closed. A quote with more backslashes is inside the string unless the others are escaped backslashes; one with
     * fewer closes a string around this one.
     *
     * <p>Reads to the end of the text at most once for each of the few combinations of quote and backslashes: a second
     * opening of the same kind would have closed the first.
     */
    static int closing(char[] text, int start, int end, char quote, int backslashes) {
        int run = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c == '\\') {
                run++;
                continue;
            }
            if (c == quote && (run < backslashes || run % (2 * backslashes + 2) == backslashes)) {
                return i - Math.min(run, backslashes);
            }
            run = 0;
        }
        return -1;
    }

    static int lineEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && !Chars.isLineEnd(text[i])) {
            i++;
        }
        return i;
    }

    /** After the bracket that closes the one at {@code start}; {@code end} if none does. */
    static int afterBrackets(char[] text, int start, int end) {
        int depth = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            } else if (c == '"' || c == '\\') {
                int quote = opening(text, i, end);
                if (quote >= 0 && text[quote] == '"') {
                    int close = closing(text, quote + 1, end, '"', quote - i);
                    if (close < 0) {
                        return end;
                    }
                    i = opening(text, close, end);
                }
            }
        }
        return end;
    }

    /** The end of a header's value: the line's, or that of the string around it. */
    static int headerEnd(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (Chars.isLineEnd(c) || c == '"' || c == '`') {
                return i;
            }
            if (c == '\'' && (i + 1 == end || !Chars.isAlphanumeric(text[i + 1]))) {
                return i;
            }
            if (c == '\\' && endsValue(text, i, end)) {
                return i;
            }
        }
        return end;
    }

    /** The end of a value without quotes: a blank, a quote, a closing bracket, the next pair of a list of pairs. */
    static int unquotedEnd(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c <= ' ' || Chars.isQuote(c) || ")}]<>".indexOf(c) >= 0) {
                return i;
            }
            if (c == '\\' && endsValue(text, i, end)) {
                return i;
            }
            if ((c == '&' || c == ',' || c == ';') && startsPair(text, i + 1, end)) {
                return i;
            }
        }
        return end;
    }

    /** Whether the backslashes at {@code at} escape a line break, a tab or a quote. */
    private static boolean endsValue(char[] text, int at, int end) {
        int limit = Math.min(end, at + BACKSLASHES_MAX);
        int i = at;
        while (i < limit && text[i] == '\\') {
            i++;
        }
        return i < limit && "nrt\"'".indexOf(text[i]) >= 0;
    }

    /** After a separator: nothing, a blank, or a key and its equals sign; anything else belongs to the value. */
    private static boolean startsPair(char[] text, int start, int end) {
        int i = start;
        while (i < end && Chars.isKeyChar(text[i])) {
            i++;
        }
        if (i == end || text[i] <= ' ' || Chars.isQuote(text[i]) || text[i] == '&') {
            return i == start;
        }
        return i > start && (text[i] == '=' || text[i] == ':' || Chars.startsWith(text, start, end, "amp;"));
    }
}
