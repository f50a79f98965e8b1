package ai.openclaw.lightning.masking;

/**
 * Values that are secret because of the key in front of them, in whatever language the text is: {@code KEY=value},
 * {@code key: value}, {@code "key": "value"} (also escaped), {@code --key value}, {@code <key>value</key>}. Keys are
 * read backwards from the sign that joins them to the value, since such signs are rare and letters are not.
 */
final class Assignments {
    private static final int KEY_MAX = 64;
    private static final int BLANKS_MAX = 32;

    private final KeyWords keyWords;
    private final Values values;

    Assignments(KeyWords keyWords) {
        this.keyWords = keyWords;
        this.values = new Values(keyWords);
    }

    /** Triggers: {@code =} and {@code :}. */
    long pair(char[] text, int from, int at, int end) {
        boolean colon = text[at] == ':';
        if (colon && at + 1 < end && (text[at + 1] == ':' || Chars.startsWith(text, at + 1, end, "//"))) {
            return Shape.NONE;
        }
        int i = beforeBlanks(text, from, at);
        if (i > from && (text[i - 1] == '?' || text[i - 1] == ']')) {
            i--;
        }
        boolean quoted = i > from && Chars.isQuote(text[i - 1]);
        int keyEnd = quoted ? beforeBackslashes(text, from, i - 1) : i;
        int keyStart = keyStart(text, from, keyEnd);
        if (keyStart == keyEnd || (colon && !quoted && isFileName(text, from, keyStart))) {
            return Shape.NONE;
        }
        int flags = flags(text, from, keyStart, keyEnd);
        if (flags == 0) {
            return Shape.NONE;
        }
        int context = flags | (colon ? Values.COLON : 0) | (quoted ? Values.QUOTED_KEY : 0);
        return values.find(text, afterOperator(text, at + 1, end), end, context);
    }

    /** {@code --password value}. Trigger: {@code -}, the first of two. */
    long flag(char[] text, int from, int at, int end) {
        boolean starts = at + 2 < end && text[at + 1] == '-' && Chars.isLetter(text[at + 2]);
        if (!starts || (at > from && Chars.isKeyChar(text[at - 1]))) {
            return Shape.NONE;
        }
        int limit = Math.min(end, at + KEY_MAX);
        int nameEnd = at + 2;
        while (nameEnd < limit && Chars.isKeyChar(text[nameEnd]) && !Chars.startsWith(text, nameEnd, end, "--")) {
            nameEnd++;
        }
        if (nameEnd == limit || !isSecretFlag(text, at, nameEnd)) {
            return Shape.NONE;
        }
        int value = afterQuoteAndComma(text, nameEnd, end);
        if (value == nameEnd) {
            return Shape.NONE;
        }
        return values.find(text, value, end, keyWords.match(text, at, nameEnd) | Values.COMMAND_LINE);
    }

    /** Whether a whole argument is a flag whose value is secret and comes as the next argument. */
    boolean isSecretFlag(char[] text, int start, int end) {
        boolean flag = end - start > 2 && end - start <= KEY_MAX && text[start] == '-' && text[start + 1] == '-';
        if (!flag || keyWords.match(text, start, end) == 0) {
            return false;
        }
        return !endsWith(text, start, end, "-stdin") && !endsWith(text, start, end, "-file");
    }

    /** {@code <password>value</password>}. Trigger: the first {@code >}. */
    long element(char[] text, int from, int at, int end) {
        int keyStart = keyStart(text, from, at);
        boolean tag = keyStart < at && keyStart > from && text[keyStart - 1] == '<';
        if (!tag || keyWords.match(text, keyStart, at) == 0) {
            return Shape.NONE;
        }
        int close = at + 1;
        while (close < end && text[close] != '<') {
            close++;
        }
        boolean closed = close + 1 < end && text[close + 1] == '/';
        boolean masked = Chars.startsWith(text, at + 1, end, TextScanner.MASK);
        return closed && !masked && close > at + 1 ? Shape.span(at + 1, close) : Shape.NONE;
    }

    private int flags(char[] text, int from, int keyStart, int keyEnd) {
        int start = keyStart;
        for (int i = keyStart; i < keyEnd; i++) {
            if (text[i] == '.' && i + 1 < keyEnd) {
                start = i + 1;
            }
        }
        boolean keyAlone = keyEnd - start <= 4 && Chars.startsWithIgnoringCase(text, start, keyEnd, "key");
        if (keyAlone && start - 1 > from && (text[start - 1] == ' ' || text[start - 1] == '.')) {
            start = keyStart(text, from, start - 1);
        }
        return keyWords.match(text, start, keyEnd);
    }

    private static int keyStart(char[] text, int from, int keyEnd) {
        int limit = Math.max(from, keyEnd - KEY_MAX);
        int i = keyEnd;
        while (i > limit && Chars.isKeyChar(text[i - 1])) {
            i--;
        }
        // The n of an escaped line break is no part of the key behind it.
        boolean escape = i > from && text[i - 1] == '\\' && i < keyEnd && "nrt".indexOf(text[i]) >= 0;
        return escape ? i + 1 : i;
    }

    /** In {@code /run/token: No such file} the colon joins a path and a message. */
    private static boolean isFileName(char[] text, int from, int keyStart) {
        return keyStart > from && (text[keyStart - 1] == '/' || text[keyStart - 1] == '\\');
    }

    private static int beforeBlanks(char[] text, int from, int at) {
        int limit = Math.max(from, at - BLANKS_MAX);
        int i = at;
        while (i > limit && Chars.isBlank(text[i - 1])) {
            i--;
        }
        return i;
    }

    private static int beforeBackslashes(char[] text, int from, int at) {
        int limit = Math.max(from, at - BLANKS_MAX);
        int i = at;
        while (i > limit && text[i - 1] == '\\') {
            i--;
        }
        return i;
    }

    /** The rest of {@code ==}, {@code :=}, {@code =>}. */
    private static int afterOperator(char[] text, int start, int end) {
        int limit = Math.min(end, start + 2);
        int i = start;
        while (i < limit && (text[i] == '=' || text[i] == '>')) {
            i++;
        }
        return i;
    }

    /** To the value's place behind {@code --name value} or, in a list of arguments, {@code "--name", "value"}. */
    private static int afterQuoteAndComma(char[] text, int start, int end) {
        int quote = Quotes.opening(text, start, end);
        if (quote < 0) {
            return Chars.skipBlanks(text, start, end);
        }
        boolean comma = quote + 1 < end && text[quote + 1] == ',';
        return comma ? Chars.skipBlanks(text, quote + 2, end) : start;
    }

    private static boolean endsWith(char[] text, int start, int end, String tail) {
        int at = end - tail.length();
        return at >= start && Chars.startsWith(text, at, end, tail);
    }
}
