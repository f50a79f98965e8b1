package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.syntax.Span;
import java.util.Arrays;

/**
 * Finds a known secret anywhere in a text. Looks at every n-th character of a text for a secret of n, since the last
 * character of a place tells how far the next possible place is (Horspool).
 */
final class Literals {
    private final char[] literal;
    private final int[] shifts = new int[128];

    /** {@code literal} is not empty. */
    Literals(String literal) {
        this.literal = literal.toCharArray();
        Arrays.fill(shifts, this.literal.length);
        for (int i = 0; i < this.literal.length - 1; i++) {
            shifts[this.literal[i] & 127] = this.literal.length - 1 - i;
        }
    }

    /** The first place in {@code [start, end)}, or NONE. */
    long next(char[] text, int start, int end) {
        int last = literal.length - 1;
        for (int i = start; i + last < end; i += shifts[text[i + last] & 127]) {
            if (text[i + last] == literal[last] && Arrays.equals(text, i, i + last, literal, 0, last)) {
                return Span.of(i, i + literal.length);
            }
        }
        return Span.NONE;
    }
}
