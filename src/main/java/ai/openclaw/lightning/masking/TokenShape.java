package ai.openclaw.lightning.masking;

import java.util.List;

/**
 * Tokens that a service marks with a prefix. A call compares a few prefixes and looks at no more than
 * {@value #LOOKED_AT_MAX} characters before it either gives up or masks.
 */
final class TokenShape implements Shape {
    private static final int LOOKED_AT_MAX = 80;

    private enum Alphabet {
        UPPER,
        ALPHANUMERIC,
        TOKEN,
        DOTTED
    }

    /**
     * @param trigger index in the prefix of the character that starts the comparison: a rare one
     * @param alphabet what follows the prefix
     * @param min how many characters must follow
     * @param unbroken how many of them before the first {@code _} or {@code -}: words joined by hyphens are none
     * @param digit whether a digit must be among them
     */
    private record Form(String prefix, int trigger, Alphabet alphabet, int min, int unbroken, boolean digit) {
        static Form of(String prefix, Alphabet alphabet, int min) {
            return new Form(prefix, prefix.length() - 1, alphabet, min, 0, false);
        }

        static Form withDigit(String prefix, int min) {
            return new Form(prefix, prefix.length() - 1, Alphabet.TOKEN, min, 0, true);
        }

        static Form atStart(String prefix, Alphabet alphabet, int min) {
            return new Form(prefix, 0, alphabet, min, 0, false);
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.atStart("AKIA", Alphabet.UPPER, 16),
            Form.atStart("ASIA", Alphabet.UPPER, 16),
            Form.of("ghp_", Alphabet.ALPHANUMERIC, 16),
            Form.of("gho_", Alphabet.ALPHANUMERIC, 16),
            Form.of("ghu_", Alphabet.ALPHANUMERIC, 16),
            Form.of("ghs_", Alphabet.DOTTED, 16),
            Form.of("ghr_", Alphabet.ALPHANUMERIC, 16),
            Form.of("github_pat_", Alphabet.TOKEN, 16),
            new Form("sk-", 2, Alphabet.TOKEN, 20, 16, true),
            Form.withDigit("sk-proj-", 16),
            Form.withDigit("sk-svcacct-", 16),
            Form.withDigit("sk-admin-", 16),
            Form.withDigit("sk-or-", 16),
            Form.withDigit("sk-ant-", 16),
            Form.withDigit("xoxb-", 10),
            Form.withDigit("xoxp-", 10),
            Form.withDigit("xoxa-", 10),
            Form.withDigit("xoxr-", 10),
            Form.withDigit("xoxs-", 10),
            Form.withDigit("xoxe-", 10),
            Form.withDigit("xoxc-", 10),
            Form.withDigit("xapp-", 10),
            Form.atStart("AIza", Alphabet.TOKEN, 35),
            Form.of("ya29.", Alphabet.DOTTED, 20),
            Form.withDigit("GOCSPX-", 20),
            Form.withDigit("glpat-", 16),
            Form.of("sk_live_", Alphabet.ALPHANUMERIC, 16),
            Form.of("rk_live_", Alphabet.ALPHANUMERIC, 16),
            Form.of("npm_", Alphabet.ALPHANUMERIC, 36),
            Form.of("hf_", Alphabet.ALPHANUMERIC, 30));

    private final Form[] forms;

    /** Where a prefix has its two characters next to the trigger, relative to it. */
    private final int pair;

    /** Which two characters may stand there, folded to a bit each: a fast no for nearly all triggers. */
    private final long[] pairs = new long[64];

    private TokenShape(List<Form> forms) {
        this.forms = forms.toArray(Form[]::new);
        this.pair = forms.get(0).trigger() == 0 ? 1 : -2;
        for (Form form : forms) {
            int first = form.trigger() + pair;
            pairs[form.prefix().charAt(first) & 63] |= 1L << form.prefix().charAt(first + 1);
        }
    }

    /** The shape of all forms that this character triggers. */
    static TokenShape of(char trigger) {
        return new TokenShape(FORMS.stream()
                .filter(form -> form.prefix().charAt(form.trigger()) == trigger)
                .toList());
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        int first = at + pair;
        if (first < from || first + 1 >= end || (pairs[text[first] & 63] >>> text[first + 1] & 1) == 0) {
            return NONE;
        }
        for (Form form : forms) {
            int start = at - form.trigger();
            boolean near = start >= from && text[start] == form.prefix().charAt(0);
            if (near && Chars.startsWith(text, start, end, form.prefix()) && Chars.startsWord(text, from, start)) {
                int tokenEnd = tokenEnd(form, text, start + form.prefix().length(), end);
                if (tokenEnd >= 0) {
                    return Shape.span(start, tokenEnd);
                }
            }
        }
        return NONE;
    }

    private static int tokenEnd(Form form, char[] text, int start, int end) {
        int near = Math.min(end, start + LOOKED_AT_MAX);
        boolean digit = false;
        int unbroken = -1;
        int i = start;
        for (; i < near && continues(form.alphabet(), text, i, end); i++) {
            digit |= Chars.isDigit(text[i]);
            if (unbroken < 0 && !Chars.isAlphanumeric(text[i])) {
                unbroken = i - start;
            }
        }
        boolean broken = unbroken >= 0 && unbroken < form.unbroken();
        if (i - start < form.min() || broken || (form.digit() && !digit)) {
            return -1;
        }
        while (i < end && continues(form.alphabet(), text, i, end)) {
            i++;
        }
        return i;
    }

    private static boolean continues(Alphabet alphabet, char[] text, int at, int end) {
        return switch (alphabet) {
            case UPPER -> Chars.isUpper(text[at]) || Chars.isDigit(text[at]);
            case ALPHANUMERIC -> Chars.isAlphanumeric(text[at]);
            case TOKEN -> Chars.isTokenChar(text[at]);
            case DOTTED ->
                Chars.isTokenChar(text[at]) || (text[at] == '.' && at + 1 < end && Chars.isAlphanumeric(text[at + 1]));
        };
    }
}
