package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Placeholders;
import ai.openclaw.lightning.masking.values.YamlBlocks;
import java.util.List;

/**
 * Secrets of Kubernetes, in JSON or YAML: all values of {@code data} and {@code stringData} of what says {@code kind:
 * Secret}, which may stand before or behind them. Goes over a text once, if it has such a kind.
 */
final class SecretManifests implements Section {
    @Override
    public List<String> beginnings() {
        return List.of("kin");
    }

    /** Whether it is {@code kind: Secret}; the key may be in quotes. */
    @Override
    public boolean begins(char[] text, int start, int at, int end) {
        return isSecretKind(text, at, end);
    }

    private static boolean isSecretKind(char[] text, int at, int end) {
        if (!Ascii.startsWith(text, at, end, "kind")) {
            return false;
        }
        int value = valueOf(text, at + 4, end);
        return value >= 0
                && Ascii.startsWith(text, value, end, "Secret")
                && (value + 6 == end || !Ascii.isAlphanumeric(text[value + 6]));
    }

    @Override
    public void find(char[] text, int start, int end, Spans spans) {
        int document = start;
        while (document < end) {
            int next = nextDocument(text, document + 1, end);
            if (holdsSecretKind(text, document, next)) {
                findInDocument(text, document, next, spans);
            }
            document = next;
        }
    }

    /** Each begins with its version, whether keys are sorted or not. */
    private static int nextDocument(char[] text, int at, int end) {
        for (int i = at; i < end; i++) {
            if (text[i] == 'a' && Ascii.startsWith(text, i, end, "apiVersion") && valueOf(text, i + 10, end) >= 0) {
                return i;
            }
        }
        return end;
    }

    private static boolean holdsSecretKind(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == 'k' && isSecretKind(text, i, end)) {
                return true;
            }
        }
        return false;
    }

    private static void findInDocument(char[] text, int start, int end, Spans spans) {
        for (int i = start; i < end; i++) {
            boolean word = (text[i] == 'd' || text[i] == 's') && Ascii.startsWord(text, start, i);
            int length = !word
                    ? 0
                    : Ascii.startsWith(text, i, end, "data")
                            ? 4
                            : Ascii.startsWith(text, i, end, "stringData") ? 10 : 0;
            int value = length == 0 ? -1 : valueOf(text, i + length, end);
            if (value < 0 || value == end) {
                continue;
            }
            if (text[value] == '{') {
                i = Delimiters.afterBrackets(text, value, end, false) - 1;
                findQuoted(text, value, i, spans);
            } else if (Ascii.isLineEnd(text[value])) {
                int first = Delimiters.nextLine(text, value, end);
                int blockEnd = YamlBlocks.endOfDeeper(text, first, end, YamlBlocks.indentation(text, start, i));
                findLines(text, first, blockEnd, spans);
                i = Math.max(i, blockEnd - 1);
            }
        }
    }

    /** Behind the quote of a key, a colon and blanks; -1 if there is no colon. */
    private static int valueOf(char[] text, int keyEnd, int end) {
        int quote = Delimiters.opening(text, keyEnd, end);
        int colon = Ascii.skipBlanks(text, quote < 0 ? keyEnd : quote + 1, end);
        if (colon == end || text[colon] != ':') {
            return -1;
        }
        int value = Ascii.skipBlanks(text, colon + 1, end);
        int valueQuote = Delimiters.opening(text, value, end);
        return valueQuote < 0 ? value : valueQuote + 1;
    }

    /** The strings behind colons. */
    private static void findQuoted(char[] text, int start, int end, Spans spans) {
        for (int i = start; i < end; i++) {
            if (text[i] != ':') {
                continue;
            }
            int value = Ascii.skipBlanks(text, i + 1, end);
            int quote = Delimiters.opening(text, value, end);
            if (quote >= 0) {
                int close = Delimiters.closing(text, quote + 1, end, text[quote], quote - value);
                int valueEnd = close < 0 ? end : close;
                add(text, quote + 1, valueEnd, spans);
                i = valueEnd;
            }
        }
    }

    /** What is behind the first colon of each line, and whole lines that go on with it. */
    private static void findLines(char[] text, int start, int end, Spans spans) {
        int lineStart = start;
        while (lineStart < end) {
            int lineEnd = Delimiters.lineEnd(text, lineStart, end);
            int colon = lineStart;
            while (colon < lineEnd && text[colon] != ':') {
                colon++;
            }
            int value = Ascii.skipBlanks(text, colon < lineEnd ? colon + 1 : lineStart, lineEnd);
            boolean blockSign = lineEnd - value <= 2 && value < lineEnd && "|>".indexOf(text[value]) >= 0;
            if (!blockSign) {
                int quote = Delimiters.opening(text, value, lineEnd);
                int close =
                        quote < 0 ? lineEnd : Delimiters.closing(text, quote + 1, lineEnd, text[quote], quote - value);
                add(text, quote < 0 ? value : quote + 1, close < 0 ? lineEnd : close, spans);
            }
            lineStart = lineEnd == end ? end : Delimiters.nextLine(text, lineEnd, end);
        }
    }

    private static void add(char[] text, int start, int end, Spans spans) {
        boolean masked = Ascii.startsWith(text, start, end, Placeholders.MASK);
        if (end > start && !masked) {
            spans.add(Span.of(start, end));
        }
    }
}
