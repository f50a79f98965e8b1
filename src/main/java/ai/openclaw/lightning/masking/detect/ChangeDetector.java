package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.ValueFinder;

/** Finds the new value of a change: {@code ~ password = "old" -> "new"}. Trigger: {@code >}, the end of the arrow. */
public final class ChangeDetector implements Detector {
    private static final int LOOKED_BACK_MAX = 200;

    private final KeyWords keyWords;
    private final ValueFinder values;

    public ChangeDetector(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        boolean arrow =
                at - from > 2 && text[at - 1] == '-' && text[at - 2] == ' ' && at + 1 < end && text[at + 1] == ' ';
        if (!arrow) {
            return Span.NONE;
        }
        int limit = Math.max(from, at - LOOKED_BACK_MAX);
        int operator = -1;
        int lineStart = at - 2;
        while (lineStart > limit && !Ascii.isLineEnd(text[lineStart - 1])) {
            lineStart--;
            operator = text[lineStart] == '=' || text[lineStart] == ':' ? lineStart : operator;
        }
        long key = operator < 0 ? Span.NONE : KeyBefore.key(text, from, operator);
        boolean quoted = Delimiters.opening(text, Ascii.skipBlanks(text, at + 1, end), end) >= 0;
        boolean secret = quoted && key != Span.NONE && keyWords.isSecret(text, Span.start(key), Span.end(key));
        return secret ? values.find(text, from, at + 1, end, KeyWords.SECRET) : Span.NONE;
    }
}
