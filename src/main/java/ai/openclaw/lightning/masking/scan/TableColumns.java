package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.List;

/**
 * Columns of tables whose heading is secret, as {@code psql}, {@code mysql} and Markdown draw them, and as CSV has them;
 * and rows of two cells, a secret name and its value. The heading is the first row with that many cells.
 */
final class TableColumns implements Section {
    private static final int CELLS_MAX = 64;
    private static final int HEADING_MAX = 1024;
    private static final int NAME_MAX = 64;

    private final KeyWords keyWords;
    private final ValueFinder values;

    TableColumns(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
    }

    @Override
    public List<String> beginnings() {
        return List.of("pas", "tok", "sec", "api", "pwd", "acc", "aut", "cre");
    }

    /** Whether the word is in a secret cell: behind it, and before it, is a separator or the end of the line. */
    @Override
    public boolean begins(char[] text, int start, int at, int end) {
        int before = at;
        while (before > start && at - before < NAME_MAX && isNameChar(text[before - 1])) {
            before--;
        }
        int after = at;
        while (after < end && after - at < NAME_MAX && isNameChar(text[after])) {
            after++;
        }
        boolean first = before == start || Ascii.isLineEnd(text[before - 1]);
        boolean last = after == end || Ascii.isLineEnd(text[after]);
        return !(first && last)
                && (first || isSeparator(text[before - 1]))
                && (last || isSeparator(text[after]))
                && keyWords.isSecret(text, before, after);
    }

    private static boolean isNameChar(char c) {
        return Ascii.isKeyChar(c) || c == ' ' || c == '"';
    }

    private static boolean isSeparator(char c) {
        return c == '|' || c == ',' || c == '\t' || c == ';';
    }

    @Override
    public void find(char[] text, int start, int end, Spans spans) {
        char separator = 0;
        int cells = 0;
        long secret = 0;
        int lineStart = start;
        while (lineStart < end) {
            int lineEnd = Delimiters.lineEnd(text, lineStart, end);
            if (separator == 0 || !isRule(text, lineStart, lineEnd)) {
                boolean row = separator != 0 && count(text, lineStart, lineEnd, separator) == cells;
                if (row) {
                    findCells(text, lineStart, lineEnd, separator, secret, spans);
                } else {
                    separator = separator(text, lineStart, lineEnd);
                    cells = separator == 0 ? 0 : count(text, lineStart, lineEnd, separator);
                    secret = separator == 0 ? 0 : headings(text, lineStart, lineEnd, separator);
                }
            }
            lineStart = lineEnd == end ? end : Delimiters.nextLine(text, lineEnd, end);
        }
    }

    /** {@code +----+----+}. */
    private static boolean isRule(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if ("-+|: =".indexOf(text[i]) < 0) {
                return false;
            }
        }
        return end > start;
    }

    private static char separator(char[] text, int start, int end) {
        int limit = Math.min(end, start + HEADING_MAX);
        char found = 0;
        for (int i = start; i < limit; i++) {
            if (text[i] == '|') {
                return '|';
            }
            found = found == 0 && (text[i] == ',' || text[i] == '\t' || text[i] == ';') ? text[i] : found;
        }
        return found;
    }

    private static int count(char[] text, int start, int end, char separator) {
        int count = 1;
        for (int i = start; i < end; i++) {
            count += text[i] == separator ? 1 : 0;
        }
        return count;
    }

    /** Which cells of a heading are secret, as bits. Cells of a heading are names. */
    private long headings(char[] text, int start, int end, char separator) {
        long secret = 0;
        int cell = 0;
        int cellStart = start;
        int limit = Math.min(end, start + HEADING_MAX);
        for (int i = start; i <= limit && cell < CELLS_MAX; i++) {
            if (i < limit && text[i] != separator) {
                if (!isNameChar(text[i]) && separator != '|') {
                    return 0;
                }
                continue;
            }
            boolean name = i - cellStart <= NAME_MAX;
            secret |= name && keyWords.isSecret(text, cellStart, i) ? 1L << cell : 0;
            cell++;
            cellStart = i + 1;
        }
        return secret;
    }

    private void findCells(char[] text, int start, int end, char separator, long secret, Spans spans) {
        int cell = 0;
        int cellStart = start;
        boolean named = false;
        for (int i = start; i <= end && cell < CELLS_MAX; i++) {
            if (i < end && text[i] != separator) {
                continue;
            }
            int from = cellStart;
            int to = i;
            while (from < to && (text[from] <= ' ' || text[from] == '"')) {
                from++;
            }
            while (to > from && (text[to - 1] <= ' ' || text[to - 1] == '"')) {
                to--;
            }
            boolean column =
                    (secret >>> cell & 1) != 0 && values.isSecretText(text, from, to) && !isWord(text, from, to);
            if (to > from && (column || (named && Plausibility.looksSecret(text, from, to)))) {
                spans.add(Span.of(from, to));
            }
            named = to > from && to - from <= NAME_MAX && separator == '|' && keyWords.isSecret(text, from, to);
            cell++;
            cellStart = i + 1;
        }
    }

    /** What a table about fields says about a field, not the field's content. */
    private static boolean isWord(char[] text, int start, int end) {
        boolean digit = false;
        boolean symbol = false;
        for (int i = start; i < end; i++) {
            digit |= Ascii.isDigit(text[i]);
            symbol |= !Ascii.isAlphanumeric(text[i]) && text[i] != ' ' && text[i] != '.' && text[i] != ',';
        }
        return !digit && !symbol && end - start < 12;
    }
}
