package ai.openclaw.lightning.masking.syntax;

/**
 * Finds where things end: quoted strings (also with escaped quotes around them, as in JSON inside JSON), brackets,
 * lines and unquoted values. Each method reads forward once and, except for a bounded peek, no further than its answer.
 */
public final class Delimiters {
    /** Enough backslashes for four levels of JSON in JSON; the limit keeps the number of levels constant. */
    private static final int BACKSLASHES_MAX = 15;

    private static final int LOOKED_BACK_MAX = 80;
    private static final int TAG_MAX = 64;

    private Delimiters() {}

    /** The index of the quote that {@code at} or the backslashes there lead to; -1 if there is none. */
    public static int opening(char[] text, int at, int end) {
        int limit = Math.min(end, at + BACKSLASHES_MAX + 1);
        int i = at;
        while (i < limit && text[i] == '\\') {
            i++;
        }
        return i < limit && Ascii.isQuote(text[i]) ? i : -1;
    }

    /**
     * The end of the content of a string that was opened with this quote after that many backslashes; -1 if it is not
     * closed. A quote with more backslashes is inside the string unless the others are escaped backslashes; one with
     * fewer closes a string around this one.
     *
     * <p>Reads to the end of the text at most once for each of the few combinations of quote and backslashes: a second
     * opening of the same kind would have closed the first.
     */
    public static int closing(char[] text, int start, int end, char quote, int backslashes) {
        return closing(text, start, end, quote, backslashes, false);
    }

    private static int closing(char[] text, int start, int end, char quote, int backslashes, boolean oneLine) {
        int run = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c == '\\') {
                run++;
                continue;
            }
            if (oneLine && Ascii.isLineEnd(c)) {
                return -1;
            }
            if (c == quote && (run < backslashes || run % (2 * backslashes + 2) == backslashes)) {
                return i - Math.min(run, backslashes);
            }
            run = 0;
        }
        return -1;
    }

    public static int lineEnd(char[] text, int start, int end) {
        int i = start;
        while (i < end && !Ascii.isLineEnd(text[i])) {
            i++;
        }
        return i;
    }

    /** The position after the next line break from {@code at} on; {@code end} if there is none. */
    public static int nextLine(char[] text, int at, int end) {
        int i = lineEnd(text, at, end);
        if (i + 1 < end && text[i] == '\r' && text[i + 1] == '\n') {
            return i + 2;
        }
        return Math.min(end, i + 1);
    }

    /**
     * The position after the bracket that closes the one at {@code start}; if none does, the end of the text, or of the
     * line if {@code oneLine}.
     */
    public static int afterBrackets(char[] text, int start, int end, boolean oneLine) {
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
            } else if (oneLine && Ascii.isLineEnd(c)) {
                return i;
            } else if (c == '"' || c == '\\') {
                int quote = opening(text, i, end);
                if (quote >= 0 && text[quote] == '"') {
                    int close = closing(text, quote + 1, end, '"', quote - i, oneLine);
                    if (close < 0) {
                        return oneLine ? lineEnd(text, i, end) : end;
                    }
                    i = opening(text, close, end);
                }
            }
        }
        return end;
    }

    /** The end of a header's value: the end of the line, or of the string around it. */
    public static int headerEnd(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (Ascii.isLineEnd(c) || c == '"' || c == '`') {
                return i;
            }
            if (c == '\'' && (i + 1 == end || !Ascii.isAlphanumeric(text[i + 1]))) {
                return i;
            }
            if (c == '\\' && endsValue(text, i, end)) {
                return i;
            }
        }
        return end;
    }

    /**
     * The end of an unquoted value: a blank, a quote, a bracket that closes one around the value, a tag, or the next
     * pair in a list. Quotes and brackets inside the value belong to it, because passwords contain them.
     *
     * @param from the first character that may be looked at to see what is around the value
     */
    public static int unquotedEnd(char[] text, int from, int start, int end) {
        int open = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c <= ' ') {
                return i;
            }
            if (Ascii.isAlphanumeric(c)) {
                continue;
            }
            switch (c) {
                case '"', '\'', '`' -> {
                    if (!isBetweenWordChars(text, start, i, end)) {
                        return i;
                    }
                }
                case '(', '[', '{' -> open++;
                case ')', ']', '}' -> {
                    if (open == 0 && closesAround(text, from, start, i, end)) {
                        return i;
                    }
                    open = Math.max(0, open - 1);
                }
                case '<' -> {
                    if (i > start && (i + 1 == end || opensTag(text, i, end))) {
                        return i;
                    }
                }
                case '>' -> {
                    if (i > start && endsAfter(text, i + 1, end)) {
                        return i;
                    }
                }
                case '\\' -> {
                    if (endsValue(text, i, end)) {
                        return i;
                    }
                }
                case '&', ',', ';' -> {
                    if (startsPair(text, i + 1, end)) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return end;
    }

    private static boolean isBetweenWordChars(char[] text, int start, int at, int end) {
        return at > start && at + 1 < end && Ascii.isAlphanumeric(text[at - 1]) && Ascii.isAlphanumeric(text[at + 1]);
    }

    private static boolean closesAround(char[] text, int from, int start, int at, int end) {
        return endsAfter(text, at + 1, end) || isOpenBefore(text, from, start, text[at]);
    }

    /** Whether a value may end before {@code at}, as after a closing bracket. */
    private static boolean endsAfter(char[] text, int at, int end) {
        return at == end
                || text[at] <= ' '
                || (!Ascii.isAlphanumeric(text[at]) && "!@#$%^*+_-~?/".indexOf(text[at]) < 0);
    }

    /** Whether this bracket closes one that was opened shortly before {@code at} and is still open. */
    private static boolean isOpenBefore(char[] text, int from, int at, char closing) {
        char opening = closing == ')' ? '(' : closing == ']' ? '[' : '{';
        int limit = Math.max(from, at - LOOKED_BACK_MAX);
        int depth = 0;
        for (int i = at - 1; i >= limit; i--) {
            if (text[i] == closing) {
                depth++;
            } else if (text[i] == opening && --depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a tag of HTML or XML begins at {@code at}. */
    public static boolean opensTag(char[] text, int at, int end) {
        if (at + 1 >= end || text[at] != '<') {
            return false;
        }
        if (!Ascii.isLetter(text[at + 1]) && text[at + 1] != '/' && text[at + 1] != '!') {
            return false;
        }
        int limit = Math.min(end, at + TAG_MAX);
        for (int i = at + 1; i < limit && text[i] != '<'; i++) {
            if (text[i] == '>') {
                return true;
            }
        }
        return text[at + 1] == '/';
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

    /** Whether a separator ends the value: only before the end, a blank, or a key and its operator. */
    private static boolean startsPair(char[] text, int start, int end) {
        int i = start;
        while (i < end && Ascii.isKeyChar(text[i])) {
            i++;
        }
        if (i == end || text[i] <= ' ' || Ascii.isQuote(text[i]) || text[i] == '&') {
            return i == start;
        }
        return i > start && (text[i] == '=' || text[i] == ':' || Ascii.startsWith(text, start, end, "amp;"));
    }
}
