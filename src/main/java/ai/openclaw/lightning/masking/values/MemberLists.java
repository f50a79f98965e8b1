package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;

/**
 * Lists in the place of a secret whose members are none: messages ({@code ["can't be blank"]}), rules of a validation
 * ({@code ['required', Password::min(12)]}), types ({@code [String!]!}), classes by their full names.
 */
final class MemberLists {
    private static final int WORD_MAX = 24;

    private final Captions captions;
    private final TypeNames types;

    MemberLists(Captions captions, TypeNames types) {
        this.captions = captions;
        this.types = types;
    }

    /**
     * Whether the list that begins at {@code start} holds no secret.
     *
     * @param names whether it may have words without quotes instead: {@code secrets: [db_password]}
     */
    boolean isHarmless(char[] text, int start, int end, boolean names) {
        if (types.endOfList(text, start, end) >= 0) {
            return true;
        }
        boolean any = names;
        boolean rules = false;
        boolean words = false;
        int i = start + 1;
        int depth = 1;
        while (i < end && (text[i] != ']' || --depth > 0)) {
            if (text[i] == '[' || text[i] == ']') {
                depth += text[i] == '[' ? 1 : 0;
                i++;
                continue;
            }
            int quote = Delimiters.opening(text, i, end);
            if (quote < 0) {
                int after = afterCode(text, i, end);
                if (after < 0) {
                    return false;
                }
                rules |= text[after - 1] == ')' && after > i + 1;
                i = after;
                continue;
            }
            int close = Delimiters.closing(text, quote + 1, end, text[quote], quote - i);
            if (close < 0) {
                return false;
            }
            boolean rule = Captions.isRule(text, quote + 1, close);
            boolean word = !rule && !isNoSecret(text, quote + 1, close, names);
            if (word && !isRuleName(text, quote + 1, close)) {
                return false;
            }
            rules |= rule;
            words |= word;
            any = true;
            i = close + quote - i + 1;
        }
        return i < end && (words ? rules : any || rules);
    }

    private boolean isNoSecret(char[] text, int start, int end, boolean names) {
        return start == end
                || captions.isCaption(text, start, end)
                || Notations.isOne(text, start, end)
                || (names && captions.isName(text, start, end));
    }

    /** After the sign, the name or the call at {@code at}: {@code Password::min(12)}; -1 at what may be a value. */
    private static int afterCode(char[] text, int at, int end) {
        if (Ascii.isDigit(text[at]) || text[at] == '{' || text[at] == '(') {
            return -1;
        }
        int name = at;
        while (name < end && (Ascii.isIdentifierChar(text[name]) || ".:->".indexOf(text[name]) >= 0)) {
            name++;
        }
        if (name == at || name == end || text[name] != '(') {
            return Plausibility.digits(text, at, name) > 0 ? -1 : Math.max(name, at + 1);
        }
        int close = name + 1;
        while (close < end && (Ascii.isAlphanumeric(text[close]) || "_., ".indexOf(text[close]) >= 0)) {
            close++;
        }
        return close < end && text[close] == ')' ? close + 1 : -1;
    }

    /** {@code nullable}, {@code minLength:8}: a word as the names of rules are, which next to a rule is one too. */
    private static boolean isRuleName(char[] text, int start, int end) {
        int i = start;
        while (i < end && (Ascii.isLetter(text[i]) || text[i] == '_')) {
            i++;
        }
        int nameEnd = i;
        while (i < end && (Ascii.isDigit(text[i]) || (i == nameEnd && text[i] == ':'))) {
            i++;
        }
        boolean measured = i > nameEnd && text[nameEnd] == ':';
        return i == end && end - start <= WORD_MAX && Ascii.isLower(text[start]) && (i == nameEnd || measured);
    }
}
