package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;
import java.util.List;

/** Finds tokens that a provider marks with a prefix or an infix. */
final class TokenDetector implements Detector {
    private final TokenPattern[] patterns;
    private final boolean infix;

    private TokenDetector(List<TokenPattern> patterns, boolean infix) {
        this.patterns = patterns.toArray(TokenPattern[]::new);
        this.infix = infix;
    }

    static TokenDetector atPrefix(List<TokenPattern> patterns) {
        return new TokenDetector(patterns, false);
    }

    static TokenDetector atInfix(List<TokenPattern> patterns) {
        return new TokenDetector(patterns, true);
    }

    /** The position of the triggering sign in an infix. */
    static int sign(String infix) {
        int i = 0;
        while (Ascii.isAlphanumeric(infix.charAt(i))) {
            i++;
        }
        return i;
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (infix && (at == from || at + 1 == end || !Ascii.isTokenChar(text[at - 1]) || text[at + 1] <= ' ')) {
            return Span.NONE;
        }
        for (TokenPattern pattern : patterns) {
            if (infix && !pattern.mayHoldSign(text, at, end)) {
                continue;
            }
            int start = infix ? start(pattern, text, from, at, end) : at;
            int tokenEnd = start < 0 ? -1 : pattern.match(text, start, end);
            if (tokenEnd >= 0) {
                return Span.of(start, tokenEnd);
            }
        }
        return Span.NONE;
    }

    private static int start(TokenPattern pattern, char[] text, int from, int at, int end) {
        int infixStart = at - sign(pattern.infix());
        boolean here = infixStart > from && Ascii.startsWith(text, infixStart, end, pattern.infix());
        return here ? pattern.startBefore(text, from, infixStart, end) : -1;
    }
}
