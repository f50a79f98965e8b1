package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;

/**
 * Recognises code that gets a value from elsewhere: {@code next(lexer)}, {@code env["KEY"]}, {@code config.password},
 * {@code $this->token}, {@code authToken}; and types in place of a value. Anything longer than such an expression is a
 * value: {@code Hunter2(9)Zebra}. Reads no more than {@value #LENGTH_MAX} characters.
 */
final class CodeReferences {
    private static final int LENGTH_MAX = Placeholders.LENGTH_MAX;
    private static final int SECRET_WORD_MAX = 11;

    private final KeyWords keyWords;
    private final TypeNames types;

    CodeReferences(KeyWords keyWords) {
        this.keyWords = keyWords;
        this.types = new TypeNames(keyWords);
    }

    /** Whether the unquoted value at {@code start}, which ends at {@code valueEnd} or in brackets, is code. */
    boolean isReference(char[] text, int start, int valueEnd, int end, int context) {
        if (valueEnd - start > LENGTH_MAX) {
            return false;
        }
        int first = start;
        if (start + 1 < valueEnd && "$&*!:@?".indexOf(text[start]) >= 0) {
            first++;
        }
        boolean colon = (context & ValueFinder.COLON) != 0;
        if (colon && (types.isType(text, first, valueEnd, end) || isCast(text, start, end))) {
            return true;
        }
        boolean spaced = (context & ValueFinder.SPACED) != 0;
        if (isCmdlet(text, first, valueEnd, end) || (spaced && (text[start] == '(' || text[start] == '/'))) {
            return true;
        }
        int nameEnd = first;
        int lastPart = first;
        boolean digit = false;
        int limit = Math.min(end, start + LENGTH_MAX);
        while (nameEnd < limit) {
            int join = joinLength(text, nameEnd, limit);
            if (join > 0 && nameEnd > first) {
                nameEnd += join;
                lastPart = nameEnd;
            } else if (Ascii.isIdentifierChar(text[nameEnd])) {
                digit |= Ascii.isDigit(text[nameEnd]);
                nameEnd++;
            } else {
                break;
            }
        }
        if (nameEnd == lastPart || Ascii.isDigit(text[first])) {
            return false;
        }
        boolean tagged = spaced && nameEnd < limit && text[nameEnd] == '`';
        if (tagged) {
            return true;
        }
        boolean macro = nameEnd < limit && Ascii.startsWith(text, nameEnd, limit, "!(");
        nameEnd += macro ? 1 : 0;
        if (nameEnd < limit && (text[nameEnd] == '(' || text[nameEnd] == '[')) {
            return isCall(text, nameEnd, end, digit);
        }
        boolean asserted = lastPart > first && !digit && isNonNull(text, nameEnd, end);
        nameEnd += asserted ? 1 : 0;
        boolean environment = (context & ValueFinder.ENVIRONMENT) != 0;
        boolean whole = !environment && nameEnd >= valueEnd && endsExpression(text, nameEnd, end);
        if (first > start) {
            return whole && isBound(text, start, first, lastPart, nameEnd, context);
        }
        return whole && (lastPart > first ? !digit : isName(text, first, nameEnd, end, context));
    }

    /** {@code :(NSString *)token}, a parameter of Objective-C. */
    private static boolean isCast(char[] text, int start, int end) {
        int nameEnd = Ascii.skipIdentifier(text, start + 1, end, LENGTH_MAX);
        return text[start] == '(' && nameEnd > start + 1 && Ascii.startsWith(text, nameEnd, end, " *)");
    }

    /** The mark in {@code process.env.TOKEN!,}. */
    private static boolean isNonNull(char[] text, int at, int end) {
        return at + 1 < end && text[at] == '!' && ",;)}]".indexOf(text[at + 1]) >= 0;
    }

    /** The length of the dot, arrow or double colon at {@code at} that joins two names; 0 if there is none. */
    private static int joinLength(char[] text, int at, int limit) {
        if (at + 1 >= limit) {
            return 0;
        }
        boolean one = text[at] == '.' && Ascii.isIdentifierChar(text[at + 1]);
        boolean two = Ascii.startsWith(text, at, limit, "->")
                || Ascii.startsWith(text, at, limit, "::")
                || Ascii.startsWith(text, at, limit, "?.");
        return one ? 1 : two ? 2 : 0;
    }

    /** {@code Get-Secret}: a capitalised verb and noun, followed by arguments. */
    private static boolean isCmdlet(char[] text, int start, int valueEnd, int end) {
        int verbEnd = Ascii.skipIdentifier(text, start, valueEnd, LENGTH_MAX);
        for (int i = start + 1; i < verbEnd; i++) {
            if (!Ascii.isLower(text[i])) {
                return false;
            }
        }
        boolean verb = verbEnd > start && verbEnd + 1 < valueEnd && text[verbEnd] == '-' && Ascii.isUpper(text[start]);
        int nounEnd = verb ? Ascii.skipIdentifier(text, verbEnd + 1, valueEnd, LENGTH_MAX) : valueEnd;
        boolean noun = verb && Ascii.isUpper(text[verbEnd + 1]) && nounEnd == valueEnd;
        return noun && valueEnd < end && Ascii.isBlank(text[valueEnd]) && !Ascii.isDigit(text[valueEnd - 1]);
    }

    /**
     * Behind a sign: {@code :token}, {@code @token}, {@code &token}; {@code $this->token}; a plain {@code $x} only on a
     * command line, where a shell would replace it.
     */
    private boolean isBound(char[] text, int start, int first, int lastPart, int nameEnd, int context) {
        boolean member = lastPart > first;
        boolean variable = text[start] == '$' && (context & ValueFinder.COMMAND_LINE) != 0;
        return member || variable || (text[start] != '$' && keyWords.match(text, first, nameEnd) != 0);
    }

    /** A single name of several words, one of them secret; or a type, with a type's usual punctuation after it. */
    private boolean isName(char[] text, int start, int nameEnd, int end, int context) {
        boolean secret = keyWords.match(text, start, nameEnd) != 0;
        if (secret && isSeveralWords(text, start, nameEnd)) {
            return true;
        }
        boolean colon = (context & ValueFinder.COLON) != 0;
        boolean punctuated = nameEnd < end && ",;)}|?=<".indexOf(text[nameEnd]) >= 0;
        boolean closed = colon && isClosedAfterBlank(text, nameEnd, end);
        boolean type = Ascii.isUpper(text[start]) && colon;
        boolean several = !hasDigit(text, start, nameEnd) && isSeveralWords(text, start, nameEnd);
        // Tokens have digits; names of variables rarely do.
        boolean token = (context & (ValueFinder.SPACED | KeyWords.SCHEME)) == (ValueFinder.SPACED | KeyWords.SCHEME);
        boolean assigned =
                (context & (ValueFinder.SPACED | ValueFinder.MEMBER)) == (ValueFinder.SPACED | ValueFinder.MEMBER);
        boolean plain = (assigned || token || closed) && !hasDigit(text, start, nameEnd);
        return (punctuated && (secret || type || several)) || plain || isSecretWord(text, start, nameEnd, context);
    }

    /** {@code { apiKey: key }}. */
    private static boolean isClosedAfterBlank(char[] text, int at, int end) {
        int next = Ascii.skipBlanks(text, at, end);
        return next > at && next < end && text[next] == '}';
    }

    private static boolean hasDigit(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** {@code x.token = token}. */
    private boolean isSecretWord(char[] text, int start, int end, int context) {
        if ((context & ValueFinder.SPACED) == 0) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Ascii.isLower(text[i])) {
                return false;
            }
        }
        return end - start <= SECRET_WORD_MAX && keyWords.match(text, start, end) != 0;
    }

    private static boolean isSeveralWords(char[] text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            boolean hump = Ascii.isUpper(text[i]) && Ascii.isLower(text[i - 1]);
            if (hump || (text[i] == '_' && i + 1 < end)) {
                return true;
            }
            if (Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether the bracket opens a call: either it closes on the same line and ends the expression, or the line ends and
     * the call continues. Digits in the name and no letter in the brackets mean a password that contains brackets.
     */
    private static boolean isCall(char[] text, int open, int end, boolean digitInName) {
        int limit = Math.min(end, open + LENGTH_MAX);
        int depth = 0;
        boolean letter = false;
        int i = open;
        for (; i < limit && !Ascii.isLineEnd(text[i]); i++) {
            char c = text[i];
            letter |= Ascii.isLetter(c);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            }
            if (depth == 0) {
                return endsExpression(text, i + 1, end) && (letter || !digitInName);
            }
        }
        // The call continues on the next line.
        boolean line = i == end || Ascii.isLineEnd(text[i]);
        return line && ",([{".indexOf(text[i - 1]) >= 0;
    }

    private static boolean endsExpression(char[] text, int at, int end) {
        return at == end || text[at] <= ' ' || ".,;:()[]}|&?=<>+*\\".indexOf(text[at]) >= 0 || Ascii.isQuote(text[at]);
    }
}
