package ai.openclaw.lightning.masking;

import java.util.List;

/** Finds where the value of a secret key begins and ends in a text, in any of the ways a value may be written. */
final class Values {
    /** Besides the flags of {@link KeyWords}: how key and value are joined. */
    static final int COLON = 1 << 16;

    static final int QUOTED_KEY = 1 << 17;
    static final int COMMAND_LINE = 1 << 18;

    /** Shorter ones protect nothing, and most are not values at all. */
    private static final int VALUE_MIN = 3;

    private static final List<String> SCHEMES =
            List.of("bearer", "basic", "token", "digest", "negotiate", "apikey", "aws4-hmac-sha256");

    private final StandIns standIns;

    Values(KeyWords keyWords) {
        this.standIns = new StandIns(keyWords);
    }

    /** The span of the value at {@code start} or after the blanks there; {@link Shape#NONE} if it holds no secret. */
    long find(char[] text, int start, int end, int context) {
        int i = Chars.skipBlanks(text, start, end);
        if (i == end || StandIns.opensPlaceholder(text, i, end)) {
            return Shape.NONE;
        }
        if (i + 1 < end && "fbruFBRU".indexOf(text[i]) >= 0 && Chars.isQuote(text[i + 1])) {
            i++;
        }
        int quote = Quotes.opening(text, i, end);
        if (quote >= 0) {
            return quoted(text, quote, quote - i, end, context);
        }
        if (text[i] == '{' || text[i] == '[') {
            return bracketed(text, i, end, context);
        }
        boolean line = (context & (KeyWords.LINE | COLON)) == (KeyWords.LINE | COLON);
        return line ? restOfLine(text, i, end, context) : unquoted(text, i, end, context);
    }

    private long quoted(char[] text, int quote, int backslashes, int end, int context) {
        char kind = text[quote];
        boolean triple = quote + 2 < end && text[quote + 1] == kind && text[quote + 2] == kind;
        int start = triple ? quote + 3 : quote + 1;
        if (isDirectory(text, start, end, context)) {
            return Shape.NONE;
        }
        int close = Quotes.closing(text, start, end, kind, backslashes);
        int valueEnd = close >= 0 ? close : Quotes.lineEnd(text, start, end);
        int value = (context & KeyWords.SCHEME) != 0 ? afterScheme(text, start, valueEnd) : start;
        return spanIfSecret(text, value, valueEnd);
    }

    private long bracketed(char[] text, int start, int end, int context) {
        // Without quotes around the key this may be code, of which a block would take everything that follows.
        int limit = (context & QUOTED_KEY) != 0 ? end : Quotes.lineEnd(text, start, end);
        return spanIfSecret(text, start, Quotes.afterBrackets(text, start, limit));
    }

    /** Headers and passphrases have blanks in their values. */
    private long restOfLine(char[] text, int start, int end, int context) {
        int value = (context & KeyWords.SCHEME) != 0 ? afterScheme(text, start, end) : start;
        boolean wholeLine = value > start || (context & KeyWords.PROSE) == 0 || isPair(text, start, end);
        if (!wholeLine) {
            return unquoted(text, start, end, context);
        }
        if (StandIns.opensPlaceholder(text, value, end)) {
            return Shape.NONE;
        }
        return spanIfSecret(text, value, Quotes.headerEnd(text, value, end));
    }

    /** {@code name=}, as a cookie's value begins. */
    private static boolean isPair(char[] text, int start, int end) {
        int i = start;
        while (i < end && Chars.isKeyChar(text[i])) {
            i++;
        }
        return i > start && i < end && text[i] == '=';
    }

    private long unquoted(char[] text, int start, int end, int context) {
        int credential = afterScheme(text, start, end);
        if (isDirectory(text, start, end, context) || StandIns.opensPlaceholder(text, credential, end)) {
            return Shape.NONE;
        }
        int value = (context & KeyWords.SCHEME) != 0 ? credential : start;
        int valueEnd = Quotes.unquotedEnd(text, credential, end);
        boolean standIn = standIns.isWord(text, value, valueEnd, end, context)
                || standIns.isReference(text, value, valueEnd, end, context);
        return standIn ? Shape.NONE : spanIfSecret(text, value, valueEnd);
    }

    private static boolean isDirectory(char[] text, int start, int end, int context) {
        return (context & KeyWords.DIRECTORY) != 0 && start < end && text[start] == '/';
    }

    private long spanIfSecret(char[] text, int start, int end) {
        boolean secret = end - start >= VALUE_MIN && !standIns.isPlaceholder(text, start, end);
        return secret ? Shape.span(start, end) : Shape.NONE;
    }

    private static int afterScheme(char[] text, int start, int end) {
        for (String scheme : SCHEMES) {
            int schemeEnd = start + scheme.length();
            if (Chars.startsWithIgnoringCase(text, start, end, scheme)
                    && schemeEnd < end
                    && Chars.isBlank(text[schemeEnd])) {
                return Chars.skipBlanks(text, schemeEnd, end);
            }
        }
        return start;
    }
}
