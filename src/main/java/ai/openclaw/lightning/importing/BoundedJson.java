package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.io.Reader;
import java.util.BitSet;

/**
 * JSON text in which nothing is too long or too deep for a bridge: a long string is cut, a long or infinite number becomes
 * a string, and so does the text of what is nested too deep. Text that is not JSON stays so. In constant memory.
 */
final class BoundedJson extends Reader {

    /** An event's value stands no deeper on the wire than in the files, but for two levels; a bridge takes 64. */
    static final int NESTING_MAX = 60;

    static final int STRING_CHARS_MAX = 1 << 20;
    private static final int NAME_CHARS_MAX = 1_000;
    private static final int NUMBER_CHARS_MAX = 300;
    private static final int NUMBER_CHARS_KEPT_MAX = 4_000;
    private static final int CODE_DIGITS = 4;
    private static final int BUFFER_CHARS = 1 << 12;

    private final Reader in;
    private final char[] read = new char[BUFFER_CHARS];
    private final StringBuilder out = new StringBuilder();
    private int given;
    private boolean ended;

    private final BitSet objects = new BitSet();
    private int depth;
    private boolean inString;
    private boolean inName;
    private boolean nameExpected;
    private int escapeLeft;
    private boolean inCode;
    private boolean dropped;
    private int stringChars;
    private final StringBuilder number = new StringBuilder();
    private int deepChars;

    BoundedJson(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (given == out.length()) {
            if (ended) {
                return -1;
            }
            out.setLength(0);
            given = 0;
            fill();
        }
        int count = Math.min(length, out.length() - given);
        out.getChars(given, given + count, into, offset);
        given += count;
        return count;
    }

    private void fill() throws IOException {
        int count = in.read(read, 0, read.length);
        for (int i = 0; i < count; i++) {
            take(read[i]);
        }
        if (count < 0) {
            ended = true;
            endNumber();
        }
    }

    private void take(char c) {
        if (inString) {
            inString(c);
        } else if (isOfNumber(c)) {
            if (number.length() < NUMBER_CHARS_KEPT_MAX) {
                number.append(c);
            }
        } else {
            endNumber();
            structure(c);
        }
    }

    private void structure(char c) {
        switch (c) {
            case '"' -> {
                inString = true;
                inName = nameExpected;
                stringChars = 0;
                put(c);
            }
            case '{', '[' -> {
                if (++depth == NESTING_MAX + 1) {
                    out.append('"');
                    deepChars = 0;
                }
                objects.set(depth, c == '{');
                nameExpected = c == '{';
                put(c);
            }
            case '}', ']' -> {
                put(c);
                if (depth > 0 && depth-- == NESTING_MAX + 1) {
                    out.append('"');
                }
                nameExpected = false;
            }
            case ',' -> {
                nameExpected = objects.get(depth);
                put(c);
            }
            case ':' -> {
                nameExpected = false;
                put(c);
            }
            default -> put(c);
        }
    }

    private void inString(char c) {
        if (escapeLeft > 0) {
            boolean code = escapeLeft == 1 && !inCode && c == 'u';
            escapeLeft = code ? CODE_DIGITS : escapeLeft - 1;
            inCode = code || (inCode && escapeLeft > 0);
        } else if (c == '"') {
            inString = false;
            put(c);
            return;
        } else {
            dropped = isTooMuch(c);
            escapeLeft = c == '\\' ? 1 : 0;
        }
        if (!dropped) {
            stringChars++;
            put(c);
        }
    }

    /** Never between the halves of a pair. */
    private boolean isTooMuch(char c) {
        int max = inName ? NAME_CHARS_MAX : STRING_CHARS_MAX;
        return stringChars > max || (stringChars == max && !Character.isLowSurrogate(c));
    }

    private boolean isOfNumber(char c) {
        boolean begins = (c >= '0' && c <= '9') || c == '-';
        return begins || (number.length() > 0 && (c == '.' || c == 'e' || c == 'E' || c == '+'));
    }

    private void endNumber() {
        if (number.length() == 0) {
            return;
        }
        boolean tooMuch = number.length() > NUMBER_CHARS_MAX || isInfinite();
        String text = number.toString();
        number.setLength(0);
        for (char c : (tooMuch ? '"' + text + '"' : text).toCharArray()) {
            put(c);
        }
    }

    private boolean isInfinite() {
        try {
            return (number.indexOf("e") > 0 || number.indexOf("E") > 0)
                    && Double.isInfinite(Double.parseDouble(number.toString()));
        } catch (NumberFormatException notANumber) {
            return false; // the parser will say so
        }
    }

    /** Below the limit as it is; beyond it as text of a string. */
    private void put(char c) {
        if (depth <= NESTING_MAX) {
            out.append(c);
        } else if (deepChars < STRING_CHARS_MAX) {
            deepChars++;
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' ? ' ' : c);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
