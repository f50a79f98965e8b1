package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.List;

/** Values of columns whose name is secret: {@code INSERT INTO users (name, password) VALUES ('bob', 'x')}. */
final class InsertStatements implements Section {
    private static final int COLUMNS_MAX = 64;
    private static final int LIST_MAX = 2048;

    private final KeyWords keyWords;
    private final ValueFinder values;

    InsertStatements(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
    }

    @Override
    public List<String> beginnings() {
        return List.of("ins");
    }

    @Override
    public boolean begins(char[] text, int start, int at, int end) {
        return Ascii.startsWithIgnoringCase(text, at, end, "insert into ");
    }

    @Override
    public void find(char[] text, int start, int end, Spans spans) {
        int i = start;
        while (i < end) {
            boolean insert = Ascii.lower(text[i]) == 'i' && begins(text, start, i, end);
            i = insert ? statement(text, i, end, spans) : i + 1;
        }
    }

    /** Goes through one statement; where it ended. */
    private int statement(char[] text, int at, int end, Spans spans) {
        int limit = Math.min(end, at + LIST_MAX);
        int open = at;
        while (open < limit && text[open] != '(' && text[open] != ';') {
            open++;
        }
        if (open == limit || text[open] != '(') {
            return open;
        }
        long secret = 0;
        int column = 0;
        int name = open + 1;
        int i = open + 1;
        for (; i < limit && text[i] != ')'; i++) {
            if (text[i] == ',') {
                secret |= isSecret(text, name, i) ? 1L << column : 0;
                column++;
                name = i + 1;
            }
        }
        secret |= i < limit && isSecret(text, name, i) ? 1L << column : 0;
        boolean some = i < limit && secret != 0 && column < COLUMNS_MAX;
        return some ? rows(text, i + 1, end, secret, spans) : i;
    }

    private boolean isSecret(char[] text, int start, int end) {
        return end - start <= 80 && keyWords.isSecret(text, start, end);
    }

    /** The values between brackets, to the end of the statement. */
    private int rows(char[] text, int start, int end, long secret, Spans spans) {
        int column = 0;
        int depth = 0;
        int i = start;
        for (; i < end && text[i] != ';'; i++) {
            char c = text[i];
            if (Ascii.isQuote(c) || c == '\\') {
                int quote = Delimiters.opening(text, i, end);
                int close = quote < 0 ? -1 : Delimiters.closing(text, quote + 1, end, text[quote], quote - i);
                if (quote >= 0 && close < 0) {
                    return end;
                }
                if (quote >= 0) {
                    boolean here = depth == 1 && (secret >>> column & 1) != 0;
                    if (here && values.isSecretText(text, quote + 1, close)) {
                        spans.add(Span.of(quote + 1, close));
                    }
                    i = Delimiters.opening(text, close, end);
                }
            } else if (c == '(') {
                column = depth == 0 ? 0 : column;
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 1) {
                column++;
            }
        }
        return i;
    }
}
