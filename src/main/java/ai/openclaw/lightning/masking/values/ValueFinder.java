package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;

/**
 * Finds where the value of a secret key begins and ends in a text, in any notation. A call that finds nothing has
 * looked at a bounded number of characters.
 */
public final class ValueFinder {
    /** How key and value are joined; combined with the flags of {@link KeyWords}. */
    public static final int COLON = KeyWords.FREE;

    public static final int QUOTED_KEY = KeyWords.FREE << 1;
    public static final int COMMAND_LINE = KeyWords.FREE << 2;
    /** {@code NAME=value} as in a shell: no blank, a name in capitals. */
    public static final int ENVIRONMENT = KeyWords.FREE << 3;
    /** {@code name = value} with a blank before the sign, as in code. */
    public static final int SPACED = KeyWords.FREE << 4;
    /** {@code name == value}: only quoted text is a value. */
    public static final int COMPARISON = KeyWords.FREE << 5;
    /** The key is a member of {@code this} or {@code self}. */
    public static final int MEMBER = KeyWords.FREE << 6;

    /** Shorter secrets protect nothing, and most are not values at all. */
    private static final int VALUE_MIN = 3;

    private static final int WEAK_MAX = 2 * Plausibility.LENGTH_MAX;
    private static final int LOOKED_AT_MAX = 128;

    private final Placeholders placeholders;
    private final CodeReferences references;
    private final Captions captions;
    private final Descriptions descriptions;

    public ValueFinder(KeyWords keyWords) {
        this.placeholders = new Placeholders(keyWords);
        this.references = new CodeReferences(keyWords);
        this.captions = new Captions(keyWords);
        this.descriptions = new Descriptions(keyWords, captions);
    }

    /**
     * The span of the value at {@code start} or after the blanks there; {@link Span#NONE} if it holds no secret.
     *
     * @param from the first character that may be looked at to see what is around the value
     * @param context flags of {@link KeyWords} and of this class
     */
    public long find(char[] text, int from, int start, int end, int context) {
        if ((context & (KeyWords.WEAK | KeyWords.SECRET)) != KeyWords.WEAK) {
            return value(text, from, start, end, context);
        }
        int limit = Math.min(end, start + WEAK_MAX);
        long near = value(text, from, start, limit, context);
        boolean secret = near != Span.NONE
                && (Plausibility.looksSecret(text, Span.start(near), Span.end(near))
                        || Plausibility.isSeedPhrase(text, Span.start(near), Span.end(near)));
        return !secret || limit == end ? (secret ? near : Span.NONE) : value(text, from, start, end, context);
    }

    /** Whether the value of a secret key is a secret itself, and not a placeholder, caption or sentence. */
    public boolean isSecretText(char[] text, int start, int end) {
        return spanIfSecret(text, start, end) != Span.NONE
                && !captions.isCaption(text, start, end)
                && !Prose.isSentence(text, start, end);
    }

    private long value(char[] text, int from, int start, int end, int context) {
        int i = skipSpace(text, start, end, context);
        if (i == end) {
            return Span.NONE;
        }
        if (i + 1 < end && "fbruFBRUL@$".indexOf(text[i]) >= 0 && Ascii.isQuote(text[i + 1])) {
            i++;
        }
        int quote = Delimiters.opening(text, i, end);
        if (quote >= 0) {
            boolean closing = (context & QUOTED_KEY) == 0
                    && quote == i
                    && StringLiterals.closesAround(text, from, start, quote, end);
            return closing ? Span.NONE : quoted(text, quote, quote - i, end, context);
        }
        boolean bracket = text[i] == '{' || text[i] == '[';
        if (bracket && placeholders.endOfPlaceholder(text, i, end) < 0) {
            return bracketed(text, i, end, context);
        }
        boolean colon = (context & COLON) != 0;
        if (colon && (text[i] == '|' || text[i] == '>')) {
            return YamlBlocks.block(text, from, start, i, end);
        }
        boolean line = colon && (context & KeyWords.LINE) != 0;
        return line ? restOfLine(text, from, i, end, context) : unquoted(text, from, i, end, context);
    }

    /** In JSON a value may stand on the next line, or after an escaped line break. */
    private static int skipSpace(char[] text, int start, int end, int context) {
        int i = Ascii.skipBlanks(text, start, end);
        if ((context & (QUOTED_KEY | COLON)) != (QUOTED_KEY | COLON)) {
            return i;
        }
        int limit = Math.min(end, start + LOOKED_AT_MAX);
        while (i < limit && (text[i] <= ' ' || Ascii.startsWith(text, i, end, "\\n"))) {
            i += text[i] <= ' ' ? 1 : 2;
        }
        return i;
    }

    private long quoted(char[] text, int quote, int backslashes, int end, int context) {
        char kind = text[quote];
        boolean triple = quote + 2 < end && text[quote + 1] == kind && text[quote + 2] == kind;
        int start = triple ? quote + 3 : quote + 1;
        if (isDirectory(text, start, end, context)) {
            return Span.NONE;
        }
        int close = Delimiters.closing(text, start, end, kind, backslashes);
        while (close > start && kind == '\'' && isDoubled(text, close, end)) {
            close = Delimiters.closing(text, close + 2, end, kind, backslashes);
        }
        int valueEnd = close >= 0 ? close : Delimiters.lineEnd(text, start, end);
        int value = (context & KeyWords.SCHEME) != 0 ? Schemes.after(text, start, valueEnd) : start;
        boolean word =
                (context & COMPARISON) != 0 && (context & KeyWords.SCHEME) != 0 && isLetters(text, value, valueEnd);
        boolean none = word
                || captions.isCaption(text, value, valueEnd)
                || Notations.isOne(text, value, valueEnd)
                || isName(text, value, valueEnd, context);
        return none ? Span.NONE : spanIfSecret(text, value, valueEnd);
    }

    private static boolean isLetters(char[] text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_AT_MAX);
        int i = start;
        while (i < limit && Ascii.isLetter(text[i])) {
            i++;
        }
        return i == end;
    }

    /** {@code 'it''s'}, as SQL and YAML write a quote inside quotes. */
    private static boolean isDoubled(char[] text, int close, int end) {
        return close + 2 < end && text[close + 1] == '\'' && Ascii.isAlphanumeric(text[close + 2]);
    }

    /** {@code secret: db-password}: the word secret may stand before the name of one. */
    private boolean isName(char[] text, int start, int end, int context) {
        boolean mayBe = (context & KeyWords.PROSE) != 0 && (context & (KeyWords.SCHEME | ENVIRONMENT)) == 0;
        return mayBe && captions.isName(text, start, end);
    }

    /** A message to the end of the line; behind an equals sign it begins with a capital or tells of a secret. */
    private boolean isMessage(char[] text, int start, int end, int context) {
        boolean word = start < end && (Character.isLetter(text[start]) || text[start] == '(');
        if (!word || (context & COMMAND_LINE) != 0) {
            return false;
        }
        int lineEnd = Delimiters.lineEnd(text, start, Math.min(end, start + Captions.LENGTH_MAX + 1));
        boolean sentence = text[start] == '(' || ((context & COLON) == 0 && Character.isUpperCase(text[start]));
        return sentence ? captions.isCaption(text, start, lineEnd) : captions.isMessage(text, start, lineEnd);
    }

    private long bracketed(char[] text, int start, int end, int context) {
        // Without quotes around the key this may be code, and a block of code would swallow everything that follows.
        boolean data = (context & QUOTED_KEY) != 0;
        if (descriptions.isDescription(text, start, end, context)) {
            return Span.NONE;
        }
        if (!data && !StringLiterals.areIn(text, start, Math.min(end, start + LOOKED_AT_MAX))) {
            return Span.NONE;
        }
        return spanIfSecret(text, start, Delimiters.afterBrackets(text, start, end, !data));
    }

    /** Headers and passphrases have blanks in their values. */
    private long restOfLine(char[] text, int from, int start, int end, int context) {
        int value = (context & KeyWords.SCHEME) != 0 ? Schemes.after(text, start, end) : start;
        int wordEnd = Delimiters.unquotedEnd(text, from, value, Math.min(end, value + LOOKED_AT_MAX));
        if (wordEnd == value || references.isReference(text, value, wordEnd, end, context)) {
            return Span.NONE;
        }
        boolean wholeLine = value > start || (context & KeyWords.PROSE) == 0 || isPair(text, start, end);
        if (!wholeLine) {
            return unquoted(text, from, start, end, context);
        }
        return placeholders.endOfPlaceholder(text, value, end) >= 0 && isPlaceholderLine(text, value, end)
                ? Span.NONE
                : spanIfSecret(text, value, Delimiters.headerEnd(text, value, end));
    }

    private boolean isPlaceholderLine(char[] text, int start, int end) {
        int limit = Math.min(end, start + Placeholders.LENGTH_MAX + 1);
        int lineEnd = Delimiters.headerEnd(text, start, limit);
        return placeholders.isPlaceholder(text, start, lineEnd);
    }

    /** {@code name=}, the beginning of a cookie's value. */
    private static boolean isPair(char[] text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_AT_MAX);
        int i = start;
        while (i < limit && Ascii.isKeyChar(text[i])) {
            i++;
        }
        return i > start && i < limit && text[i] == '=';
    }

    private long unquoted(char[] text, int from, int start, int end, int context) {
        int credential = Schemes.after(text, start, end);
        if (credential == end
                || (context & COMPARISON) != 0
                || isDirectory(text, start, end, context)
                || Delimiters.opensTag(text, credential, end)
                || isPlaceholderWord(text, credential, end)) {
            return Span.NONE;
        }
        int value = (context & KeyWords.SCHEME) != 0 ? credential : start;
        int valueEnd = Delimiters.unquotedEnd(text, from, credential, end);
        if (references.isReference(text, value, valueEnd, end, context)) {
            int otherwise = Fallbacks.literal(text, value, end);
            return otherwise < 0 ? Span.NONE : quoted(text, otherwise, 0, end, context);
        }
        boolean none = Prose.isWord(text, value, valueEnd, end, context)
                || Notations.isOne(text, value, valueEnd)
                || isName(text, value, valueEnd, context)
                || isMessage(text, start, end, context);
        return none ? Span.NONE : spanIfSecret(text, value, valueEnd);
    }

    /** Templates may contain blanks, which would end a value. */
    private boolean isPlaceholderWord(char[] text, int start, int end) {
        int after = placeholders.endOfPlaceholder(text, start, end);
        return after >= 0 && (after == end || text[after] <= ' ' || ",;.:)]}|&'\"`\\<>@/".indexOf(text[after]) >= 0);
    }

    private static boolean isDirectory(char[] text, int start, int end, int context) {
        return (context & KeyWords.DIRECTORY) != 0 && start < end && text[start] == '/';
    }

    private long spanIfSecret(char[] text, int start, int end) {
        boolean secret = end - start >= VALUE_MIN && !placeholders.isPlaceholder(text, start, end);
        return secret ? Span.of(start, end) : Span.NONE;
    }
}
