package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.WordTable;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import ai.openclaw.lightning.masking.values.ValueFinder;

/**
 * Secrets as arguments in code: {@code setPassword("x")}, {@code define('DB_PASSWORD', 'x')}, {@code
 * setHeader("X-Api-Key", "x")}, {@code fill("#password", "x")}, {@code auth=("bob", "x")}, {@code HTTPBasicAuth("bob",
 * "x")}. Trigger: {@code (}.
 */
public final class CallDetector implements Detector {
    private static final int ARGUMENT_MAX = 160;
    private static final int NAME_MAX = KeyBefore.KEY_MAX;

    /** A shorter text after a secret's name is more likely another name. */
    private static final int VALUE_MIN = 8;

    private static final int SETS = 1;
    private static final int LOGS_IN = 2;
    /** Takes an address, a user and a password. */
    private static final int CONNECTS = 4;

    private final KeyWords keyWords;
    private final ValueFinder values;
    private final WordTable functions = new WordTable();

    public CallDetector(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
        functions.addAll(Words.list("""
                        define, setenv, putenv, set, put, add, append, header, setheader, addheader,
                        setproperty, setrequestheader, fill, type, setdefault, cookie, setcookie"""), SETS);
        functions.addAll(Words.list("""
                        auth, basicauth, httpbasicauth, httpdigestauth, login, signin, authenticate,
                        credentials, networkcredential, passwordauthentication, usernamepasswordcredentials,
                        passwordcredentials, withbasicauth, setbasicauth, basic_auth"""), LOGS_IN);
        functions.addAll(Words.list("pdo, connect, getconnection"), CONNECTS);
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        int first = at + 1 < end && Ascii.isBlank(text[at + 1]) ? at + 2 : at + 1;
        int nameStart = nameStart(text, from, at);
        if (nameStart < at && (functions.flags(text, nameStart, at) & CONNECTS) != 0) {
            return lastOfThree(text, first, end);
        }
        int quote = Delimiters.opening(text, first, end);
        if (quote < 0) {
            return Span.NONE;
        }
        boolean auth = nameStart == at && isAuth(text, from, at);
        if (nameStart == at && !auth) {
            return Span.NONE;
        }
        int limit = Math.min(end, quote + ARGUMENT_MAX);
        int close = Delimiters.closing(text, quote + 1, limit, text[quote], quote - first);
        if (close < 0) {
            return Span.NONE;
        }
        int after = Ascii.skipBlanks(text, close + quote - first + 1, end);
        if (after < end && text[after] == ')') {
            return argument(text, from, nameStart, at, quote + 1, close);
        }
        boolean second = after < end && text[after] == ',';
        boolean setter = Ascii.startsWithIgnoringCase(text, nameStart, at, "set");
        int known = functions.flags(text, nameStart, at);
        int function = auth ? LOGS_IN : setter && known == 0 ? SETS : known;
        return second ? second(text, from, function, Span.of(quote + 1, close), after + 1, end) : Span.NONE;
    }

    private long argument(char[] text, int from, int nameStart, int nameEnd, int start, int end) {
        boolean prompt = end == start || ": ?".indexOf(text[end - 1]) >= 0;
        if (prompt || !keyWords.isSecret(text, nameStart, nameEnd)) {
            return Span.NONE;
        }
        boolean setter = Ascii.startsWithIgnoringCase(text, nameStart, nameEnd, "set")
                || Ascii.startsWithIgnoringCase(text, nameStart, nameEnd, "with")
                || (nameStart > from && text[nameStart - 1] == '.' && isOneWord(text, nameStart, nameEnd));
        boolean secret = setter
                ? values.isSecretText(text, start, end)
                : isOneWord(text, nameStart, nameEnd) && Plausibility.looksSecret(text, start, end);
        return secret ? Span.of(start, end) : Span.NONE;
    }

    private static boolean isOneWord(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isLetter(text[i])) {
                return false;
            }
        }
        return !Ascii.startsWithIgnoringCase(text, start, end, "get")
                && !Ascii.startsWithIgnoringCase(text, start, end, "is");
    }

    private long second(char[] text, int from, int function, long first, int start, int end) {
        int nameStart = Span.start(first);
        boolean named = Span.end(first) - nameStart <= NAME_MAX
                && text[nameStart] != '-'
                && keyWords.isSecret(text, nameStart, Span.end(first));
        if (!named && (function & LOGS_IN) == 0) {
            return Span.NONE;
        }
        int value = Ascii.skipBlanks(text, start, end);
        if (Delimiters.opening(text, value, end) < 0) {
            return Span.NONE;
        }
        int flags = KeyWords.SECRET | KeyWords.SCHEME;
        long span = values.find(text, from, value, Math.min(end, value + 2 * ARGUMENT_MAX), flags);
        if (span == Span.NONE) {
            return Span.NONE;
        }
        boolean known = !named || (function & SETS) != 0;
        boolean secret = known
                ? values.isSecretText(text, Span.start(span), Span.end(span))
                : Span.end(span) - Span.start(span) >= VALUE_MIN
                        && Plausibility.looksSecret(text, Span.start(span), Span.end(span));
        return secret ? span : Span.NONE;
    }

    /** The password in {@code new PDO(dsn, "app", "x")}, if it looks like one. */
    private static long lastOfThree(char[] text, int start, int end) {
        int limit = Math.min(end, start + 2 * ARGUMENT_MAX);
        int commas = 0;
        for (int i = start; i < limit && text[i] != ')' && text[i] != ';'; i++) {
            if (text[i] == ',') {
                commas++;
            } else if (Ascii.isQuote(text[i])) {
                int close = Delimiters.closing(text, i + 1, limit, text[i], 0);
                boolean last = close > 0 && commas == 2;
                if (close < 0 || last) {
                    return last && Plausibility.looksSecret(text, i + 1, close) ? Span.of(i + 1, close) : Span.NONE;
                }
                i = close;
            }
        }
        return Span.NONE;
    }

    /** {@code auth=(}. */
    private static boolean isAuth(char[] text, int from, int at) {
        int operator = KeyBefore.beforeBlanks(text, from, at) - 1;
        if (operator <= from || (text[operator] != '=' && text[operator] != ':')) {
            return false;
        }
        long key = KeyBefore.key(text, from, operator);
        return key != Span.NONE
                && (Ascii.equalsIgnoringCase(text, Span.start(key), Span.end(key), "auth")
                        || Ascii.equalsIgnoringCase(text, Span.start(key), Span.end(key), "basic_auth"));
    }

    private static int nameStart(char[] text, int from, int at) {
        int limit = Math.max(from, at - NAME_MAX);
        int i = at;
        while (i > limit && Ascii.isIdentifierChar(text[i - 1])) {
            i--;
        }
        return i;
    }
}
