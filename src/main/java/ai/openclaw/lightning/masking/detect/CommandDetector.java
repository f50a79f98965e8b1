package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.ValueFinder;

/**
 * Finds arguments that hold a secret only for certain programs: {@code curl -u bob:secret}, {@code mysql -psecret}. It
 * looks for the program before the flag, in the same command. Trigger: {@code -}.
 */
public final class CommandDetector implements Detector {
    private static final int LOOKED_BACK_MAX = 256;
    private static final int VALUE_MAX = 512;
    private static final int PROGRAM_MAX = 24;
    private static final int UNKNOWN = -1;
    private static final int CONTEXT = KeyWords.SECRET | ValueFinder.COMMAND_LINE;

    private final CommandTable table = CommandTable.builtIn();
    private final CommandTable.Flag[] flags = table.flags().toArray(CommandTable.Flag[]::new);
    private final ValueFinder values;

    /** The characters that may follow the first hyphen, as bits; they rule out nearly all hyphens quickly. */
    private final long[] seconds = new long[2];

    public CommandDetector(ValueFinder values) {
        this.values = values;
        for (CommandTable.Flag flag : flags) {
            char second = flag.flag().charAt(1);
            seconds[second >>> 6] |= 1L << second;
        }
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (!mayBegin(text, from, at, end)) {
            return Span.NONE;
        }
        int rows = UNKNOWN;
        for (CommandTable.Flag flag : flags) {
            int value = Ascii.startsWith(text, at, end, flag.flag())
                    ? valueStart(flag, text, at + flag.flag().length(), end)
                    : -1;
            if (value < 0) {
                continue;
            }
            rows = rows == UNKNOWN ? rowsBefore(text, from, at) : rows;
            long secret = (rows & flag.row()) == 0 ? Span.NONE : secret(flag, text, from, value, end);
            if (secret != Span.NONE) {
                return secret;
            }
        }
        return Span.NONE;
    }

    private long secret(CommandTable.Flag flag, char[] text, int from, int value, int end) {
        int limit = Math.min(end, value + VALUE_MAX);
        long span = values.find(text, from, value, limit, CONTEXT);
        int last = span == Span.NONE ? value : Span.end(span);
        if (last > value && last < end && text[last - 1] == flag.separator() && Ascii.isQuote(text[last])) {
            return values.find(text, from, last, limit, CONTEXT);
        }
        long secret = flag.separator() == 0 || span == Span.NONE ? span : after(flag.separator(), text, span);
        boolean cut = secret != Span.NONE && Span.end(secret) == limit && limit < end;
        return cut ? Span.of(Span.start(secret), Delimiters.unquotedEnd(text, from, limit, end)) : secret;
    }

    /**
     * The secret part of one argument in a list of them.
     *
     * @param before the arguments before it, each with a blank after it
     * @param lastStart where the last of them begins
     * @param beforeEnd where they end
     */
    public long argument(char[] before, int lastStart, int beforeEnd, char[] text, int start, int end) {
        boolean isFlag = end > start && text[start] == '-';
        if (beforeEnd == 0 || (!isFlag && (lastStart == beforeEnd || before[lastStart] != '-'))) {
            return Span.NONE;
        }
        int rows = rowsBefore(before, 0, beforeEnd);
        for (CommandTable.Flag flag : flags) {
            int length = flag.flag().length();
            boolean attached = isFlag
                    && flag.attached()
                    && end - start > length
                    && Ascii.startsWith(text, start, end, flag.flag());
            boolean next = !isFlag
                    && flag.next()
                    && beforeEnd - 1 - lastStart == length
                    && Ascii.startsWith(before, lastStart, beforeEnd, flag.flag());
            if ((attached || next) && (rows & flag.row()) != 0) {
                long span = Span.of(attached ? start + length : start, end);
                long secret = flag.separator() == 0 ? span : after(flag.separator(), text, span);
                if (secret != Span.NONE) {
                    return secret;
                }
            }
        }
        return Span.NONE;
    }

    private boolean mayBegin(char[] text, int from, int at, int end) {
        if (at + 2 >= end || text[at + 1] >= 128 || (seconds[text[at + 1] >>> 6] >>> text[at + 1] & 1) == 0) {
            return false;
        }
        return at == from || text[at - 1] <= ' ' || Ascii.isQuote(text[at - 1]) || "[(,".indexOf(text[at - 1]) >= 0;
    }

    /** The start of the value for the flag that ends at {@code at}; -1 if the row allows none there. */
    private static int valueStart(CommandTable.Flag flag, char[] text, int at, int end) {
        if (at == end) {
            return -1;
        }
        if (text[at] == '=') {
            return at + 1;
        }
        if (Ascii.isBlank(text[at])) {
            return flag.last() ? lastArgument(text, at, end) : flag.next() ? Ascii.skipBlanks(text, at, end) : -1;
        }
        int quote = Delimiters.opening(text, at, end);
        if (quote >= 0 && quote + 1 < end && text[quote + 1] == ',') {
            int value = Ascii.skipBlanks(text, quote + 2, end);
            return flag.next() && Delimiters.opening(text, value, end) >= 0 ? value : -1;
        }
        boolean attached = flag.attached() && text[at] > ' ' && text[at] != '-' && text[at] != ',';
        return attached ? at : -1;
    }

    private static int lastArgument(char[] text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_BACK_MAX);
        int last = -1;
        for (int i = start; i < limit && text[i] != '\n' && ";|&<>".indexOf(text[i]) < 0; i++) {
            last = Ascii.isBlank(text[i]) && i + 1 < limit && text[i + 1] > ' ' ? i + 1 : last;
        }
        return last;
    }

    /** The rows of the programs named before {@code at} in the same command, as bits. */
    private int rowsBefore(char[] text, int from, int at) {
        int limit = Math.max(from, at - LOOKED_BACK_MAX);
        int rows = 0;
        int wordEnd = at;
        for (int i = at - 1; i >= limit - 1; i--) {
            if (i >= limit && Ascii.isTokenChar(text[i])) {
                continue;
            }
            boolean word = wordEnd - i > 2 && wordEnd - i <= PROGRAM_MAX;
            rows |= word ? table.rowsOf(text, i + 1, wordEnd) : 0;
            if (i < limit || endsCommand(text, from, i)) {
                return rows;
            }
            wordEnd = i;
        }
        return rows;
    }

    /** An unescaped line break, a pipe or a semicolon. */
    private static boolean endsCommand(char[] text, int from, int at) {
        char c = text[at];
        return c == ';' || c == '|' || (c == '\n' && (at == from || text[at - 1] != '\\'));
    }

    private long after(char separator, char[] text, long span) {
        for (int i = Span.start(span); i < Span.end(span); i++) {
            if (text[i] == separator) {
                boolean secret = values.isSecretText(text, i + 1, Span.end(span));
                return secret ? Span.of(i + 1, Span.end(span)) : Span.NONE;
            }
        }
        return Span.NONE;
    }
}
