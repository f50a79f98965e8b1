package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;

/** Finds YAML values that begin on the line after their key: {@code password: |}. */
public final class YamlBlocks {
    private static final int INDENTATION_MAX = 128;

    private YamlBlocks() {}

    /** The more deeply indented lines below the key; NONE if there are none or {@code at} introduces no block. */
    static long block(char[] text, int from, int keyEnd, int at, int end) {
        int i = at + 1;
        while (i < end && i < at + 4 && (text[i] == '+' || text[i] == '-' || Ascii.isDigit(text[i]))) {
            i++;
        }
        i = Ascii.skipBlanks(text, i, end);
        if (i == end || !Ascii.isLineEnd(text[i])) {
            return Span.NONE;
        }
        int first = Delimiters.nextLine(text, i, end);
        int blockEnd = endOfDeeper(text, first, end, indentation(text, from, keyEnd));
        int start = Ascii.skipBlanks(text, first, end);
        return blockEnd > start ? Span.of(start, blockEnd) : Span.NONE;
    }

    /** The indentation of the line around {@code at}, including the dash of a list item. */
    public static int indentation(char[] text, int from, int at) {
        int limit = Math.max(from, at - INDENTATION_MAX);
        int lineStart = at;
        while (lineStart > limit && !Ascii.isLineEnd(text[lineStart - 1])) {
            lineStart--;
        }
        int i = lineStart;
        while (i < at && (Ascii.isBlank(text[i]) || (text[i] == '-' && i + 1 < at && text[i + 1] == ' '))) {
            i++;
        }
        return i - lineStart;
    }

    /** The end of the last line, from {@code first} on, that is indented more deeply than that. */
    public static int endOfDeeper(char[] text, int first, int end, int indentation) {
        int blockEnd = first;
        int lineStart = first;
        while (lineStart < end) {
            int i = lineStart;
            while (i < end && Ascii.isBlank(text[i])) {
                i++;
            }
            boolean empty = i == end || Ascii.isLineEnd(text[i]);
            if (!empty && i - lineStart <= indentation) {
                return blockEnd;
            }
            int lineEnd = Delimiters.lineEnd(text, i, end);
            blockEnd = empty ? blockEnd : lineEnd;
            lineStart = lineEnd == end ? end : Delimiters.nextLine(text, lineEnd, end);
        }
        return blockEnd;
    }
}
