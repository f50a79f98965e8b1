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
            after apply, not set, unset, empty, none, null, replace_me, replaceme, change_me, changeme, todo, password, passwd, pass, token,
            your_password, your_token, api_key, access_token""");

    static final int STAND_IN_MAX = 20;
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
        return end - start <= LENGTH_MAX
                && (isConstant(text, start, end)
                        || Templates.end(text, start, end) == end
                        || isFiller(text, start, end)
                        || isStandIn(text, start, end));
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
                return nameEnd < end && text[nameEnd] == '$' ? nameEnd + 1 : nameEnd;
            }
        }
        return Templates.end(text, start, end);
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

    static boolean isStandIn(char[] text, int start, int end) {
        if (Ascii.startsWithIgnoringCase(text, start, end, "your") && end - start > 5) {
            return "_- ".indexOf(text[start + 4]) >= 0;
        }
        int first = start;
        int last = end;
        while (first < last && "<[({*_@%".indexOf(text[first]) >= 0) {
            first++;
        }
        while (last > first && ">])}*_@%".indexOf(text[last - 1]) >= 0) {
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
