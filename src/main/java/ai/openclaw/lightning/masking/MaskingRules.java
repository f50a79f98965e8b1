package ai.openclaw.lightning.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * What a deployment adds to the built-in rules. They can be extended or switched off as a whole, never weakened piece
 * by piece: a rule that somebody removed for one field is missing in all others.
 *
 * @param enabled false: nothing is masked
 * @param extraKeyWords one or more words each ("employee number", "ssn"); a key that has these words one after the
 *     other, however it is written, is secret
 * @param extraPatterns RE2 syntax, which has no backtracking; what a pattern matches is masked
 */
public record MaskingRules(boolean enabled, List<String> extraKeyWords, List<String> extraPatterns) {
    public static final MaskingRules BUILT_IN = new MaskingRules(true, List.of(), List.of());

    /**
     * Checks every rule, so that a broken one stops the start and not the first event.
     *
     * @throws IllegalArgumentException if a key word has no letter or digit of ASCII, or a pattern is broken or
     *     matches the empty text
     */
    public MaskingRules {
        extraKeyWords = List.copyOf(extraKeyWords);
        extraPatterns = List.copyOf(extraPatterns);
        for (String words : extraKeyWords) {
            if (words.chars().noneMatch(c -> Chars.isAlphanumeric((char) c))) {
                throw new IllegalArgumentException("masking key word without a letter or digit: '" + words + "'");
            }
        }
        for (String pattern : extraPatterns) {
            check(pattern);
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
}
