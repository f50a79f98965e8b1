package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** Where the notations end that a program replaces by a value: {@code ${x}}, {@code {{ x }}}, {@code <x>}. */
final class Templates {
    private static final int FORMAT_MAX = 10;
    private static final int VARIABLE_MAX = 64;

    private Templates() {}

    /** After {@code ${x}}, {@code $(x)}, {@code #{x}}, {@code {{x}}}, {@code {x}}, {@code %(x)s}, {@code %X%}, {@code <x>}. */
    static int end(char[] text, int start, int end) {
        if (end - start < 2) {
            return -1;
        }
        char second = text[start + 1];
        return switch (text[start]) {
            case '$' ->
                second == '{'
                        ? afterReference(text, start + 2, end)
                        : second == '(' ? after(text, start, end, ")") : -1;
            case '#' -> second == '{' ? after(text, start, end, "}") : -1;
            case '{' -> second == '{' ? after(text, start, end, "}}") : afterName(text, start + 1, end);
            case '%' ->
                second == '('
                        ? after(text, start, end, ")s")
                        : Ascii.startsWith(text, start, end, "%env(")
                                ? after(text, start, end, ")%")
                                : afterPercent(text, start + 1, end);
            case '_' -> second == '_' ? afterUnderscores(text, start + 2, end) : -1;
            case '<' -> afterCaption(text, start + 1, end);
            case '(' -> afterStandIn(text, start, end);
            case '[' -> Ascii.startsWith(text, start, end, Placeholders.MASK) ? start + Placeholders.MASK.length() : -1;
            default -> -1;
        };
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
        return format ? start + 1 : variable ? i + 1 : -1;
    }

    /** {@code __NAME__}, as deployments fill in. */
    private static int afterUnderscores(char[] text, int start, int end) {
        int i = start;
        while (i < end && i < start + VARIABLE_MAX && (Ascii.isUpper(text[i]) || text[i] == '_')) {
            i++;
        }
        return i > start + 3 && text[i - 1] == '_' && text[i - 2] == '_' ? i : -1;
    }

    private static int afterStandIn(char[] text, int start, int end) {
        int limit = Math.min(end, start + Placeholders.STAND_IN_MAX);
        int i = start + 1;
        while (i < limit && (Ascii.isLower(text[i]) || text[i] == ' ')) {
            i++;
        }
        return i < limit && text[i] == ')' && Placeholders.isStandIn(text, start, i + 1) ? i + 1 : -1;
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
    private static int afterCaption(char[] text, int start, int end) {
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX);
        int i = start;
        while (i < limit && (Ascii.isLetter(text[i]) || " _-./:".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i < limit && i > start && text[i] == '>' ? i + 1 : -1;
    }
}
