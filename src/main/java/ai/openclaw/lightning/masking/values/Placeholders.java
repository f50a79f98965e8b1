package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises stand-ins for a secret: {@code $PASSWORD}, {@code ${password}}, {@code $(cat file)}, {@code {{ token }}},
 * {@code <your token>}, {@code ********}, {@code [REDACTED]}. Masking those would hide nothing. A value must be a
 * placeholder as a whole, because a password may begin like one. None is longer than {@value #LENGTH_MAX} characters,
 * which bounds the reading.
 */
public final class Placeholders {
    /** The mask that replaces a secret. */
    public static final String MASK = "[masked]";

    static final int LENGTH_MAX = 160;

    /** Words that people and programs write in place of a secret, with or without brackets or asterisks around them. */
    private static final Set<String> STAND_INS = Words.set("""
            masked, redacted, hidden, filtered, omitted, removed, sensitive, sensitive value, secret, known
            after apply, not set, unset, empty, none, null, replace_me, replaceme""");

    private static final int STAND_IN_MAX = 20;
    private static final int FORMAT_MAX = 10;
    private static final int VARIABLE_MAX = 64;
    private static final String FILLERS = "xX*.#-•…●";
    private static final String SEPARATORS = "-_:./@ ";
    private static final int SHOWN_BESIDE_ASTERISKS_MAX = 8;
    private static final int SHOWN_BEFORE_DOTS_MAX = 6;

    private final KeyWords keyWords;

    public Placeholders(KeyWords keyWords) {
        this.keyWords = keyWords;
    }

    /** Whether {@code [start, end)} consists of placeholders with at most punctuation between them. */
    public boolean isPlaceholder(char[] text, int start, int end) {
        if (end - start > LENGTH_MAX) {
            return false;
        }
        return isNamed(text, start, end) || isFiller(text, start, end) || isStandIn(text, start, end);
    }

    /** Like {@link #isPlaceholder}, but only a name in capitals counts as a variable. */
    public static boolean isTemplate(char[] text, int start, int end) {
        return end - start <= LENGTH_MAX && (isConstant(text, start, end) || endOfTemplate(text, start, end) == end);
    }

    private boolean isNamed(char[] text, int start, int end) {
        int i = start;
        while (i < end) {
            int after = endOfPlaceholder(text, i, end);
            if (after < 0) {
                boolean between = i > start && SEPARATORS.indexOf(text[i]) >= 0;
                if (!between) {
                    return false;
                }
                after = i + 1;
            }
            i = after;
        }
        return end > start;
    }

    /** The end of the variable or template that begins at {@code start}; -1 if there is none. */
    int endOfPlaceholder(char[] text, int start, int end) {
        if (start < end && text[start] == '$') {
            int nameEnd = Ascii.skipIdentifier(text, start + 1, end, LENGTH_MAX);
            boolean name = nameEnd > start + 1 && !Ascii.isDigit(text[start + 1]);
            if (name && (isConstant(text, start, nameEnd) || keyWords.match(text, start + 1, nameEnd) != 0)) {
                return nameEnd;
            }
        }
        return endOfTemplate(text, start, end);
    }

    /** After {@code ${x}}, {@code $(x)}, {@code #{x}}, {@code {{x}}}, {@code {x}}, {@code %(x)s}, {@code %X%}, {@code <x>}. */
    static int endOfTemplate(char[] text, int start, int end) {
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
            case '%' -> second == '(' ? after(text, start, end, ")s") : afterPercent(text, start + 1, end);
            case '<' -> afterCaption(text, start + 1, end);
            case '(' -> afterStandIn(text, start, end);
            case '[' -> Ascii.startsWith(text, start, end, MASK) ? start + MASK.length() : -1;
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

    private static int afterStandIn(char[] text, int start, int end) {
        int limit = Math.min(end, start + STAND_IN_MAX);
        int i = start + 1;
        while (i < limit && (Ascii.isLower(text[i]) || text[i] == ' ')) {
            i++;
        }
        return i < limit && text[i] == ')' && isStandIn(text, start, i + 1) ? i + 1 : -1;
    }

    private static int after(char[] text, int start, int end, String closing) {
        int limit = Math.min(end, start + LENGTH_MAX);
        for (int i = start + 2; i < limit && !Ascii.isLineEnd(text[i]); i++) {
            if (text[i] == closing.charAt(0) && Ascii.startsWith(text, i, end, closing)) {
                return i + closing.length();
            }
        }
        return -1;
    }

    /** A name in braces; with a default behind a colon only if that does not look like a secret itself. */
    private static int afterReference(char[] text, int start, int end) {
        int close = after(text, start - 2, end, "}");
        for (int i = start; i < close - 1; i++) {
            if (text[i] == ':') {
                int value = i + 1 < close - 1 && "-=?+".indexOf(text[i + 1]) >= 0 ? i + 2 : i + 1;
                return Plausibility.looksSecret(text, value, close - 1) ? -1 : close;
            }
        }
        return close;
    }

    private static int afterName(char[] text, int start, int end) {
        int i = start;
        int limit = Math.min(end, start + LENGTH_MAX);
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

    /** {@code <your token>}: only words, because a password may have such brackets too. */
    private static int afterCaption(char[] text, int start, int end) {
        int limit = Math.min(end, start + LENGTH_MAX);
        int i = start;
        while (i < limit && (Ascii.isLetter(text[i]) || " _-./:".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i < limit && i > start && text[i] == '>' ? i + 1 : -1;
    }

    private static boolean isConstant(char[] text, int start, int end) {
        if (start == end || text[start] != '$') {
            return false;
        }
        int i = start + 1;
        while (i < end && (Ascii.isUpper(text[i]) || Ascii.isDigit(text[i]) || text[i] == '_')) {
            i++;
        }
        return i == end && i > start + 1;
    }

    /** Asterisks, crosses and dots, or one repeated character; perhaps beside a few characters of the secret. */
    private static boolean isFiller(char[] text, int start, int end) {
        int fillers = 0;
        int asterisks = 0;
        boolean same = true;
        for (int i = start; i < end; i++) {
            fillers += FILLERS.indexOf(text[i]) >= 0 ? 1 : 0;
            asterisks += text[i] == '*' || text[i] == '•' ? 1 : 0;
            same &= text[i] == text[start];
        }
        int others = end - start - fillers;
        boolean elided = others <= SHOWN_BEFORE_DOTS_MAX && endsWithDots(text, start, end);
        return same || others == 0 || elided || (asterisks >= 3 && others <= SHOWN_BESIDE_ASTERISKS_MAX);
    }

    private static boolean endsWithDots(char[] text, int start, int end) {
        return text[end - 1] == '…' || (end - start > 3 && Ascii.startsWith(text, end - 3, end, "..."));
    }

    private static boolean isStandIn(char[] text, int start, int end) {
        if (Ascii.startsWithIgnoringCase(text, start, end, "your") && end - start > 5) {
            return "_- ".indexOf(text[start + 4]) >= 0;
        }
        int first = start;
        int last = end;
        while (first < last && "<[({*_".indexOf(text[first]) >= 0) {
            first++;
        }
        while (last > first && ">])}*_".indexOf(text[last - 1]) >= 0) {
            last--;
        }
        boolean wrapped = first > start && last < end;
        if (last - first > STAND_IN_MAX || (!wrapped && !isCapital(text, start, end))) {
            return false;
        }
        return STAND_INS.contains(new String(text, first, last - first).toLowerCase(Locale.ROOT));
    }

    private static boolean isCapital(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Ascii.isLower(text[i]) || Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }
}
