package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.ValueFinder;

/**
 * Finds arguments whose names say that a secret follows: {@code --password value}, {@code -Password value},
 * {@code "--token", "value"}. Trigger: {@code -}, the first of two.
 */
public final class FlagDetector implements Detector {
    /** A shorter word after a single hyphen is more likely a group of single-letter options. */
    private static final int SHORT_MIN = 5;

    private final KeyWords keyWords;
    private final ValueFinder values;

    public FlagDetector(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (at > from && Ascii.isKeyChar(text[at - 1])) {
            return Span.NONE;
        }
        int name = nameStart(text, at, end);
        if (name < 0) {
            return Span.NONE;
        }
        int limit = Math.min(end, at + KeyBefore.KEY_MAX);
        int nameEnd = name;
        while (nameEnd < limit && Ascii.isKeyChar(text[nameEnd]) && !Ascii.startsWith(text, nameEnd, end, "--")) {
            nameEnd++;
        }
        if (nameEnd == limit || !isSecretFlag(text, at, nameEnd)) {
            return Span.NONE;
        }
        int value = afterQuoteAndComma(text, nameEnd, end);
        if (value == nameEnd) {
            return Span.NONE;
        }
        int flags = keyWords.match(text, at, nameEnd) | ValueFinder.COMMAND_LINE;
        return values.find(text, from, value, end, flags);
    }

    /** Whether a whole argument is a flag whose secret value is the next argument. */
    public boolean isSecretFlag(char[] text, int start, int end) {
        int name = nameStart(text, start, end);
        if (name < 0 || end - start > KeyBefore.KEY_MAX || (name == start + 1 && end - start <= SHORT_MIN)) {
            return false;
        }
        boolean fromInput = end - start > 6 && Ascii.startsWith(text, end - 6, end, "-stdin");
        return keyWords.isSecret(text, start, end) && !fromInput;
    }

    private static int nameStart(char[] text, int at, int end) {
        int name = at + 1 < end && text[at + 1] == '-' ? at + 2 : at + 1;
        return at < end && text[at] == '-' && name < end && Ascii.isLetter(text[name]) ? name : -1;
    }

    /** To the value's place behind {@code --name value} or, in a list of arguments, {@code "--name", "value"}; not to code. */
    private static int afterQuoteAndComma(char[] text, int start, int end) {
        int quote = Delimiters.opening(text, start, end);
        if (quote < 0) {
            return Ascii.skipBlanks(text, start, end);
        }
        boolean comma = quote + 1 < end && text[quote + 1] == ',';
        int value = comma ? Ascii.skipBlanks(text, quote + 2, end) : start;
        return Delimiters.opening(text, value, end) < 0 ? start : value;
    }
}
