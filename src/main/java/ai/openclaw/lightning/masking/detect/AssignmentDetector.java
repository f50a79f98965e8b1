package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.List;

/**
 * Finds values that are secret because of the key before them, in any language: {@code KEY=value}, {@code key: value},
 * {@code "key": "value"} (also escaped). Triggers: {@code =} and {@code :}.
 */
public final class AssignmentDetector implements Detector {
    /** Between a name and its operator in typed languages: {@code key: string = "x"}. */
    private static final List<String> TYPES = List.of("string", "str", "text", "bytes", "securestring");

    private static final int TYPE_GAP_MAX = 12;
    private static final List<String> UNEXPECTED = Words.list("""
                    unexpected, invalid, unknown, illegal, missing, expected, bad, current, next""");

    private final KeyWords keyWords;
    private final ValueFinder values;
    private final NamedValues named;
    private final ProviderKeys providers;

    public AssignmentDetector(KeyWords keyWords, ValueFinder values, NamedValues named, ProviderKeys providers) {
        this.keyWords = keyWords;
        this.values = values;
        this.named = named;
        this.providers = providers;
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        boolean colon = text[at] == ':';
        if (colon && at + 1 < end && (text[at + 1] == ':' || Ascii.startsWith(text, at + 1, end, "//"))) {
            return Span.NONE;
        }
        int before = KeyBefore.beforeBlanks(text, from, at);
        if (KeyBefore.isForeign(text, from, before) && KeyWords.matchForeign(text, from, before) != 0) {
            int joined = colon ? ValueFinder.COLON : 0;
            return values.find(text, from, afterOperator(text, at + 1, end), end, KeyWords.SECRET | joined);
        }
        long key = KeyBefore.key(text, from, at);
        int keyStart = Span.start(key);
        int keyEnd = Span.end(key);
        boolean time = keyEnd - keyStart <= 2 && key != Span.NONE && Ascii.isDigit(text[keyStart]);
        if (key == Span.NONE || time) {
            return Span.NONE;
        }
        boolean quoted = keyEnd < at && Delimiters.opening(text, keyEnd, at) >= 0;
        if (colon && !quoted && (isFileName(text, from, keyStart) || isPseudoClass(text, from, keyStart, at, end))) {
            return Span.NONE;
        }
        if (Ascii.startsWith(text, Math.max(from, keyStart - 2), keyStart, "${")) {
            return insideTemplate(text, from, keyStart, keyEnd, at, end);
        }
        int value = afterOperator(text, at + 1, end);
        int context = context(text, at, keyStart, keyEnd, value, end) | (quoted ? ValueFinder.QUOTED_KEY : 0);
        int flags = flags(text, from, keyStart, keyEnd);
        if (flags == 0 && !colon && !quoted) {
            flags = flagsBeforeType(text, from, keyStart, keyEnd);
        }
        if (flags == 0) {
            long found = named.find(text, from, key, value, end, context);
            return found != Span.NONE ? found : providers.find(text, key, value, end);
        }
        boolean variable = !colon && !quoted && keyStart > from && text[keyStart - 1] == '$';
        if (variable && isCode(text, value, end)) {
            return Span.NONE;
        }
        boolean label = colon && (Labels.isCase(text, from, keyStart) || Labels.precedesStatement(text, value, end));
        boolean complaint = colon && isComplaint(text, from, keyStart, flags);
        boolean name = OwnNames.isOne(keyWords, text, from, key, value, end);
        return label || complaint || name ? Span.NONE : values.find(text, from, value, end, flags | context);
    }

    private static int context(char[] text, int at, int keyStart, int keyEnd, int value, int end) {
        if (text[at] == ':') {
            return ValueFinder.COLON;
        }
        boolean comparison = (value > at + 1 && text[at + 1] == '=') || (at > keyEnd && text[at - 1] == '!');
        if (comparison) {
            return ValueFinder.COMPARISON;
        }
        if (keyEnd < at && Ascii.isBlank(text[at - 1])) {
            boolean member = Ascii.startsWith(text, keyStart, keyEnd, "self.")
                    || Ascii.startsWith(text, keyStart, keyEnd, "this.");
            return member ? ValueFinder.SPACED | ValueFinder.MEMBER : ValueFinder.SPACED;
        }
        if (keyEnd != at || value != at + 1 || value == end || Ascii.isBlank(text[value])) {
            return 0;
        }
        for (int i = keyStart; i < keyEnd; i++) {
            if (Ascii.isLower(text[i])) {
                return 0;
            }
        }
        return ValueFinder.ENVIRONMENT;
    }

    /** {@code $password = shift}: where names of variables have a dollar sign, texts have quotes. */
    private static boolean isCode(char[] text, int value, int end) {
        int i = Ascii.skipBlanks(text, value, end);
        return i < end && (Ascii.isLetter(text[i]) || text[i] == '<');
    }

    private int flags(char[] text, int from, int keyStart, int keyEnd) {
        int start = keyStart;
        for (int i = keyStart; i < keyEnd; i++) {
            if (text[i] == '.' && i + 1 < keyEnd) {
                start = i + 1;
            }
        }
        boolean keyAlone = keyEnd - start <= 4 && Ascii.startsWithIgnoringCase(text, start, keyEnd, "key");
        if (keyAlone && start - 1 > from && (text[start - 1] == ' ' || text[start - 1] == '.')) {
            start = KeyBefore.start(text, from, start - 1);
        }
        return keyWords.match(text, start, keyEnd);
    }

    private int flagsBeforeType(char[] text, int from, int typeStart, int typeEnd) {
        boolean type = false;
        for (String name : TYPES) {
            type |= Ascii.equalsIgnoringCase(text, typeStart, typeEnd, name);
        }
        if (!type) {
            return 0;
        }
        int limit = Math.max(from, typeStart - TYPE_GAP_MAX);
        boolean as = typeStart - limit > 4 && Ascii.startsWithIgnoringCase(text, typeStart - 4, typeStart, " as ");
        int i = as ? typeStart - 4 : typeStart;
        while (i > limit && " :&?'*".indexOf(text[i - 1]) >= 0) {
            i--;
        }
        return i == typeStart ? 0 : flags(text, from, KeyBefore.start(text, from, i), i);
    }

    /** In {@code /run/token: No such file} the colon joins a path and a message. */
    private static boolean isFileName(char[] text, int from, int keyStart) {
        return keyStart > from && (text[keyStart - 1] == '/' || text[keyStart - 1] == '\\');
    }

    /** {@code .token:hover} in a style sheet, {@code :secret:app} in a name with many parts. */
    private static boolean isPseudoClass(char[] text, int from, int keyStart, int at, int end) {
        boolean adjacent = at + 1 < end && (Ascii.isLower(text[at + 1]) || text[at + 1] == ':');
        return adjacent && (text[keyStart] == '.' || (keyStart > from && text[keyStart - 1] == ':'));
    }

    /** The default in {@code ${DB_PASSWORD:-x}}, if it looks like a secret. */
    private long insideTemplate(char[] text, int from, int keyStart, int keyEnd, int at, int end) {
        int limit = Math.min(end, at + KeyBefore.KEY_MAX);
        int value = at + 1 < limit && "-=?+".indexOf(text[at + 1]) >= 0 ? at + 2 : at + 1;
        int close = value;
        while (close < limit && text[close] != '}') {
            close++;
        }
        boolean secret = close < limit
                && (flags(text, from, keyStart, keyEnd) & KeyWords.SECRET) != 0
                && Plausibility.looksSecret(text, value, close);
        return secret ? Span.of(value, close) : Span.NONE;
    }

    /** {@code Unexpected token: x} names a token of a grammar, {@code :param token: x} a parameter. */
    private static boolean isComplaint(char[] text, int from, int keyStart, int flags) {
        int wordEnd = KeyBefore.beforeBlanks(text, from, keyStart);
        int wordStart = KeyBefore.start(text, from, wordEnd);
        if (Ascii.equalsIgnoringCase(text, wordStart, wordEnd, "param")) {
            return true;
        }
        return (flags & KeyWords.PROSE) != 0
                && UNEXPECTED.stream().anyMatch(word -> Ascii.equalsIgnoringCase(text, wordStart, wordEnd, word));
    }

    /** The rest of {@code ==}, {@code :=}, {@code =>}, {@code =~}. */
    private static int afterOperator(char[] text, int start, int end) {
        int limit = Math.min(end, start + 2);
        int i = start;
        while (i < limit && (text[i] == '=' || text[i] == '>')) {
            i++;
        }
        return i;
    }
}
