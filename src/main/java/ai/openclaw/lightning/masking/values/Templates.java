package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** Where the notations end that a program replaces by a value: {@code ${x}}, {@code {{ x }}}, {@code <x>}. */
final class Templates {
    private static final int FORMAT_MAX = 10;
    private static final int VARIABLE_MAX = 64;
    private static final int NOTE_MIN = 4;

    private Templates() {}

    /**
     * After {@code ${x}}, {@code $(x)}, {@code $[x]}, {@code #{x}#}, {@code {{x}}}, {@code {% x %}}, {@code {x}}, {@code
     * %(x)s}, {@code %{x}}, {@code %X%}, {@code @x@}, {@code __x__}, {@code [[x]]}, {@code ((x))}, {@code <% x %>},
     * {@code <x>}.
     */
    static int end(char[] text, int start, int end) {
        if (end - start < 2) {
            return -1;
        }
        char second = text[start + 1];
        return switch (text[start]) {
            case '$' ->
                second == '{'
                        ? afterReference(text, start + 2, end)
                        : second == '('
                                ? after(text, start, end, ")")
                                : second == '[' ? afterBrackets(text, start + 1, end) : -1;
            case '#' -> second == '{' ? afterHash(text, start, end) : -1;
            case '{' -> inBraces(text, start, end);
            case '%' ->
                second == '('
                        ? after(text, start, end, ")s")
                        : second == '{'
                                ? after(text, start, end, "}")
                                : Ascii.startsWith(text, start, end, "%env(")
                                        ? after(text, start, end, ")%")
                                        : afterPercent(text, start + 1, end);
            case '~' -> second == '{' ? afterName(text, start + 2, end) : -1;
            case '@' ->
                second == '{'
                        ? after(text, start, end, "}")
                        : afterWords(text, second == '@' ? start + 2 : start + 1, end, second == '@' ? "@@" : "@");
            case '_' -> second == '_' ? afterUnderscores(text, start + 2, end) : -1;
            case '<' ->
                second == '%' || second == '?'
                        ? after(text, start, end, second + ">")
                        : afterCaption(text, start + 1, end, '>');
            case '«' -> afterCaption(text, start + 1, end, '»');
            case '(' -> second == '(' ? afterWords(text, start + 2, end, "))") : afterNote(text, start, end);
            case '[' ->
                Ascii.startsWith(text, start, end, Placeholders.MASK)
                        ? start + Placeholders.MASK.length()
                        : second == '[' ? afterWords(text, start + 2, end, "]]") : -1;
            default -> -1;
        };
    }

    /** {@code {{x}}}, the same in three braces, {@code {% x %}} and {@code {x}}. */
    private static int inBraces(char[] text, int start, int end) {
        char second = text[start + 1];
        if (second == '%') {
            return after(text, start, end, "%}");
        }
        if (second != '{') {
            return afterName(text, start + 1, end);
        }
        return after(text, start, end, Ascii.startsWith(text, start, end, "{{{") ? "}}}" : "}}");
    }

    /** {@code #{x}} of Ruby, {@code #{x}#} of deployments. */
    private static int afterHash(char[] text, int start, int end) {
        int close = after(text, start, end, "}");
        return close >= 0 && close < end && text[close] == '#' ? close + 1 : close;
    }

    /** {@code [variables.x]} and {@code [[ inputs.x ]]}. */
    private static int afterBrackets(char[] text, int start, int end) {
        return Ascii.startsWith(text, start, end, "[[")
                ? afterWords(text, start + 2, end, "]]")
                : afterWords(text, start + 1, end, "]");
    }

    /** Names before the closing sign; a digit among them means a password that has such signs around it. */
    private static int afterWords(char[] text, int start, int end, String closing) {
        int limit = Math.min(end, start + VARIABLE_MAX);
        int i = start;
        while (i < limit && (Ascii.isLetter(text[i]) || "_-./ ".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i > start + 1 && Ascii.startsWith(text, i, end, closing) ? i + closing.length() : -1;
    }

    /** {@code %s} of formats, {@code %NAME%} of Windows. */
    private static int afterPercent(char[] text, int start, int end) {
        boolean format =
                "sdvqr".indexOf(text[start]) >= 0 && (start + 1 == end || !Ascii.isIdentifierChar(text[start + 1]));
        int i = start;
        while (i < end
                && i < start + VARIABLE_MAX
                && (Ascii.isUpper(text[i]) || Ascii.isDigit(text[i]) || text[i] == '_')) {
            i++;
        }
        boolean variable = i > start && i < end && text[i] == '%';
        return format ? start + 1 : variable ? i + 1 : afterWords(text, start, end, "%");
    }

    /** {@code __NAME__}, as deployments fill in. */
    private static int afterUnderscores(char[] text, int start, int end) {
        int i = start;
        while (i < end && i < start + VARIABLE_MAX && (Ascii.isLetter(text[i]) || "_.".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i > start + 3 && text[i - 1] == '_' && text[i - 2] == '_' ? i : -1;
    }

    /** {@code (sensitive value)}, {@code (unchanged)}: words in small letters. */
    private static int afterNote(char[] text, int start, int end) {
        int limit = Math.min(end, start + Placeholders.STAND_IN_MAX);
        int i = start + 1;
        while (i < limit && (Ascii.isLower(text[i]) || text[i] == ' ')) {
            i++;
        }
        return i < limit && i > start + NOTE_MIN && text[i] == ')' ? i + 1 : -1;
    }

    private static int after(char[] text, int start, int end, String closing) {
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX);
        for (int i = start + 2; i < limit && !Ascii.isLineEnd(text[i]); i++) {
            if (text[i] == closing.charAt(0) && Ascii.startsWith(text, i, end, closing)) {
                return i + closing.length();
            }
        }
        return -1;
    }

    /** A name in braces; with a default behind a colon only if that does not look like a secret itself. */
    private static int afterReference(char[] text, int start, int end) {
        int close = afterBraces(text, start - 1, end);
        for (int i = start; i < close - 1; i++) {
            if (text[i] == ':') {
                int value = i + 1 < close - 1 && "-=?+".indexOf(text[i + 1]) >= 0 ? i + 2 : i + 1;
                return Plausibility.looksSecret(text, value, close - 1) ? -1 : close;
            }
        }
        return close;
    }

    /** After the brace that closes the one at {@code start}, as in {@code ${{ secrets.TOKEN }}}. */
    private static int afterBraces(char[] text, int start, int end) {
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX);
        int depth = 0;
        for (int i = start; i < limit && !Ascii.isLineEnd(text[i]); i++) {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int afterName(char[] text, int start, int end) {
        int i = start;
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX);
        while (i < limit && (Ascii.isIdentifierChar(text[i]) || text[i] == '.')) {
            i++;
        }
        int nameEnd = i;
        while (i < limit && i < nameEnd + FORMAT_MAX && i > start && (text[nameEnd] == '!' || text[nameEnd] == ':')) {
            if (text[i] == '}') {
                break;
            }
            i++;
        }
        boolean number = i == start + 1;
        boolean name = i < limit && text[i] == '}' && nameEnd > start && (number || !Ascii.isDigit(text[start]));
        return name ? i + 1 : -1;
    }

    /** {@code <your token>}: words, for a password may have such brackets too. */
    private static int afterCaption(char[] text, int start, int end, char closing) {
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX);
        int i = start;
        while (i < limit && (Ascii.isLetter(text[i]) || " _-./:".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i < limit && i > start && text[i] == closing ? i + 1 : -1;
    }
}
