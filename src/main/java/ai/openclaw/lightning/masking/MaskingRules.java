package ai.openclaw.lightning.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * The additions of a deployment to the built-in rules. The rules can be extended or switched off as a whole, but not
 * one by one: a rule that somebody removed for one field would be missing in all others.
 *
 * @param enabled false: nothing is masked
 * @param extraKeyWords one or more words each ("employee number", "ssn"); a key that has these words one after the
 *     other, however it is written, is secret
 * @param extraPatterns RE2 syntax, which has no backtracking; what a pattern matches is masked
 * @param literals known secrets, such as the bridge's own key: masked wherever they occur
 */
public record MaskingRules(
        boolean enabled, List<String> extraKeyWords, List<String> extraPatterns, List<String> literals) {
    public static final MaskingRules BUILT_IN = new MaskingRules(true, List.of(), List.of(), List.of());

    /** Without literals. */
    public MaskingRules(boolean enabled, List<String> extraKeyWords, List<String> extraPatterns) {
        this(enabled, extraKeyWords, extraPatterns, List.of());
    }

    /** A shorter text would also match inside unrelated words. */
    static final int LITERAL_LENGTH_MIN = 8;

    /**
     * Checks every rule, so that a broken one prevents the start instead of failing at the first event.
     *
     * @throws IllegalArgumentException if a key word has no letter or digit of ASCII, a pattern is broken or matches
     *     the empty text, or a literal is shorter than eight characters; the message never has the literal
     */
    public MaskingRules {
        extraKeyWords = List.copyOf(extraKeyWords);
        extraPatterns = List.copyOf(extraPatterns);
        literals = List.copyOf(literals);
        for (String words : extraKeyWords) {
            if (words.chars().noneMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
                throw new IllegalArgumentException("masking key word without a letter or digit: '" + words + "'");
            }
        }
        for (String pattern : extraPatterns) {
            check(pattern);
        }
        if (literals.stream().anyMatch(literal -> literal.length() < LITERAL_LENGTH_MIN)) {
            throw new IllegalArgumentException(
                    "a literal to mask is shorter than " + LITERAL_LENGTH_MIN + " characters");
        }
    }

    private static void check(String pattern) {
        boolean matchesNothing;
        try {
            matchesNothing = Pattern.matches(pattern, "");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("masking pattern '" + pattern + "': " + e.getMessage(), e);
        }
        if (matchesNothing) {
            throw new IllegalArgumentException("masking pattern '" + pattern + "' matches the empty text");
        }
    }

    /** Hides the literals, because a record is easily logged. */
    @Override
    public String toString() {
        return "MaskingRules[enabled=" + enabled + ", extraKeyWords=" + extraKeyWords + ", extraPatterns="
                + extraPatterns + ", literals=" + literals.size() + "]";
    }
}
