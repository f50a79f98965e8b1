package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.ValueFinder;

/**
 * Finds a name and its value in two fields of one object: {@code "name": "X-Api-Key", "value": "x"} of HAR, Kubernetes
 * and Postman, in either order; {@code - name: PASSWORD} and {@code value: x} in YAML; {@code <add key="Password"
 * value="x"/>}; {@code <property name="password">x</property>}; a part of a form. Called for each pair of a text whose
 * key is not secret; looks at most a few hundred characters ahead.
 */
public final class NamedValues {
    private static final int REACH = 256;
    private static final int VALUE_MAX = 512;

    private final KeyWords keyWords;
    private final ValueFinder values;

    public NamedValues(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
    }

    /** The value that belongs to the pair of {@code key} and the text at {@code start}; or NONE. */
    long find(char[] text, int from, long key, int start, int end, int context) {
        int roles = PairRoles.of(text, Span.start(key), Span.end(key));
        if (roles == 0) {
            return Span.NONE;
        }
        long own = text(text, start, end);
        if (own == Span.NONE) {
            return Span.NONE;
        }
        if ((roles & PairRoles.NAMING) != 0) {
            boolean secret = keyWords.isSecret(text, Span.start(own), Span.end(own));
            return secret ? valueAfter(text, from, own, end, roles, context) : Span.NONE;
        }
        return secretNameAfter(text, own, end, roles) ? secretText(text, own) : Span.NONE;
    }

    private long secretText(char[] text, long value) {
        return values.isSecretText(text, Span.start(value), Span.end(value)) ? value : Span.NONE;
    }

    /** The content of the string, or the word, at {@code start}, if it is not too long. */
    private static long text(char[] text, int start, int end) {
        int i = Ascii.skipBlanks(text, start, end);
        int limit = Math.min(end, i + VALUE_MAX);
        int quote = Delimiters.opening(text, i, limit);
        if (quote >= 0) {
            int close = Delimiters.closing(text, quote + 1, limit, text[quote], quote - i);
            return close < 0 ? Span.NONE : Span.of(quote + 1, close);
        }
        int wordEnd = i;
        while (wordEnd < limit && text[wordEnd] > ' ' && ",;}])>".indexOf(text[wordEnd]) < 0) {
            wordEnd++;
        }
        return wordEnd == i || (wordEnd == limit && limit < end) ? Span.NONE : Span.of(i, wordEnd);
    }

    private long valueAfter(char[] text, int from, long name, int end, int roles, int context) {
        int limit = Math.min(end, Span.end(name) + REACH);
        int i = Span.end(name);
        while (i < limit && !endsThing(text, i, limit)) {
            if (text[i] == '>') {
                return elementText(text, from, i, end);
            }
            if (isFormPart(text, i, limit, context)) {
                int value = Ascii.startsWith(text, i, limit, "\r\n\r\n") ? i + 4 : i + 2;
                return secretText(text, Span.of(value, Delimiters.lineEnd(text, value, end)));
            }
            if (!Ascii.isLetter(text[i])) {
                i++;
                continue;
            }
            int wordEnd = Ascii.skipIdentifier(text, i, limit, KeyBefore.KEY_MAX);
            int operator = afterOperator(text, wordEnd, limit);
            int other = operator < 0 ? 0 : PairRoles.of(text, i, wordEnd);
            if ((other & PairRoles.NAME) != 0) {
                return Span.NONE;
            }
            if (PairRoles.fit(roles, other)) {
                int colon = (context & ValueFinder.COLON) != 0 ? ValueFinder.COLON | KeyWords.LINE : 0;
                long value = values.find(text, from, operator, end, KeyWords.SECRET | KeyWords.SCHEME | colon);
                return value == Span.NONE ? Span.NONE : secretText(text, value);
            }
            i = wordEnd;
        }
        return Span.NONE;
    }

    private boolean secretNameAfter(char[] text, long value, int end, int roles) {
        int limit = Math.min(end, Span.end(value) + REACH / 2);
        int i = Span.end(value);
        while (i < limit && !endsThing(text, i, limit) && text[i] != '>') {
            if (!Ascii.isLetter(text[i])) {
                i++;
                continue;
            }
            int wordEnd = Ascii.skipIdentifier(text, i, limit, KeyBefore.KEY_MAX);
            int operator = afterOperator(text, wordEnd, limit);
            int other = operator < 0 ? 0 : PairRoles.of(text, i, wordEnd);
            if ((other & PairRoles.VALUE) != 0) {
                return false;
            }
            if (PairRoles.fit(other, roles)) {
                long name = text(text, operator, limit);
                return name != Span.NONE && keyWords.isSecret(text, Span.start(name), Span.end(name));
            }
            i = wordEnd;
        }
        return false;
    }

    /** A bracket, or the next item of a list in YAML. */
    private static boolean endsThing(char[] text, int at, int end) {
        char c = text[at];
        if (c == '{' || c == '}' || c == ']' || c == '<') {
            return true;
        }
        if (c != '\n') {
            return false;
        }
        int i = Ascii.skipBlanks(text, at + 1, end);
        return i + 1 < end && text[i] == '-' && text[i + 1] == ' ';
    }

    /** The position after a key's quote, {@code :} or {@code =} and surrounding blanks; -1 if there is no operator. */
    private static int afterOperator(char[] text, int keyEnd, int end) {
        int quote = Delimiters.opening(text, keyEnd, end);
        int i = Ascii.skipBlanks(text, quote < 0 ? keyEnd : quote + 1, end);
        return i < end && (text[i] == ':' || text[i] == '=') ? i + 1 : -1;
    }

    private long elementText(char[] text, int from, int at, int end) {
        boolean element = at > from && (Ascii.isQuote(text[at - 1]) || text[at - 1] == ' ');
        int close = at + 1;
        int limit = Math.min(end, at + VALUE_MAX);
        while (element && close < limit && text[close] != '<') {
            close++;
        }
        return element && Ascii.startsWith(text, close, limit, "</")
                ? secretText(text, Span.of(at + 1, close))
                : Span.NONE;
    }

    /** The empty line after {@code Content-Disposition: form-data; name="password"}. */
    private static boolean isFormPart(char[] text, int at, int end, int context) {
        boolean attribute = (context & ValueFinder.COLON) == 0;
        return attribute && (Ascii.startsWith(text, at, end, "\r\n\r\n") || Ascii.startsWith(text, at, end, "\n\n"));
    }
}
