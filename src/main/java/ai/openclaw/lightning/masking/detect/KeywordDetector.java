package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.WordTable;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Delimiters;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Plausibility;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.List;

/**
 * Finds a value separated from its secret word by only blanks or short words: {@code PASSWORD 'x'} and
 * {@code IDENTIFIED BY 'x'} of SQL, {@code login bob password x} of {@code .netrc}, {@code requirepass x},
 * {@code the password is x}. The value must be in quotes or look like a secret, because people write about passwords
 * too. Trigger: the beginning of a word.
 */
public final class KeywordDetector implements Detector {
    /** The beginnings of such words, in lower case. */
    public static final List<String> BEGINNINGS = Words.list("""
                    pas, sec, tok, api, aut, cre, ide, req, mas, con, ken, uns, mot""");

    private static final int KEY_MAX = KeyBefore.KEY_MAX;
    private static final int REACH = 96;
    private static final int LINKS_MAX = 8;
    private static final int NETRC_REACH = 200;

    private static final int LINK = 1;
    /** Only these may stand between the word and a quoted value. */
    private static final int DIRECT = 2;

    private final KeyWords keyWords;
    private final ValueFinder values;
    private final WordTable links = new WordTable();

    public KeywordDetector(KeyWords keyWords, ValueFinder values) {
        this.keyWords = keyWords;
        this.values = values;
        links.addAll(Words.list("""
                        a, account, admin, been, being, by, changed, created, currently, default, following,
                        for, generated, has, here, i, initial, it, new, of, on, root, still, temporary, the,
                        this, user, will, with, your, my, using"""), LINK);
        links.addAll(
                List.of("ist", "lautet", "est", "es", "is", "was", "to", "as", "be", "now", "set", "value"),
                LINK | DIRECT);
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        if (at > from && text[at - 1] == '$') {
            return Span.NONE;
        }
        int limit = Math.min(end, at + KEY_MAX);
        int keyEnd = at;
        while (keyEnd < limit && Ascii.isKeyChar(text[keyEnd])) {
            keyEnd++;
        }
        if (keyEnd == limit || !Ascii.isBlank(text[keyEnd])) {
            return Span.NONE;
        }
        int value = Ascii.skipBlanks(text, keyEnd, end);
        if (Ascii.equalsIgnoringCase(text, at, keyEnd, "identified")) {
            return identified(text, from, value, end);
        }
        if (Ascii.equalsIgnoringCase(text, at, keyEnd, "convertto-securestring")) {
            boolean named = Ascii.startsWithIgnoringCase(text, value, end, "-string ");
            return quoted(text, from, named ? value + "-string ".length() : value, end);
        }
        keyEnd = keyEnd(text, keyEnd, value, end);
        int flags = flags(text, from, at, keyEnd);
        if ((flags & KeyWords.SECRET) == 0) {
            return Span.NONE;
        }
        long span = valueAfter(text, from, at, keyEnd, end, flags);
        return span == Span.NONE ? belowLine(text, keyEnd, end) : span;
    }

    /** The end of the key, including the second word of {@code api key}. */
    private static int keyEnd(char[] text, int wordEnd, int next, int end) {
        return Ascii.startsWithIgnoringCase(text, next, end, "key")
                ? Ascii.skipIdentifier(text, next, end, "keys".length())
                : wordEnd;
    }

    private int flags(char[] text, int from, int at, int keyEnd) {
        int start = at;
        while (start > from && at - start < KEY_MAX && Ascii.isKeyChar(text[start - 1])) {
            start--;
        }
        return keyWords.match(text, start, keyEnd);
    }

    private long identified(char[] text, int from, int by, int end) {
        int i = by;
        for (int words = 0; words < 4; words++) {
            int wordEnd = Ascii.skipIdentifier(text, i, end, KEY_MAX);
            int next = Ascii.skipBlanks(text, wordEnd, end);
            boolean last = Ascii.equalsIgnoringCase(text, i, wordEnd, "by");
            if (last) {
                boolean password = Ascii.startsWithIgnoringCase(text, next, end, "password ");
                int value = password ? Ascii.skipBlanks(text, next + "password".length(), end) : next;
                boolean capitals = text[i] == 'B';
                int limit = capitals ? end : Math.min(end, value + Plausibility.LENGTH_MAX);
                long span = values.find(text, from, value, limit, KeyWords.SECRET);
                boolean sql = capitals || (span != Span.NONE && looksSecret(text, span));
                return sql ? span : Span.NONE;
            }
            if (next == wordEnd || wordEnd == i) {
                return Span.NONE;
            }
            i = next;
        }
        return Span.NONE;
    }

    private static boolean looksSecret(char[] text, long span) {
        return Plausibility.looksSecret(text, Span.start(span), Span.end(span));
    }

    private long quoted(char[] text, int from, int at, int end) {
        int quote = Delimiters.opening(text, at, end);
        if (quote < 0 || text[quote] == '`') {
            return Span.NONE;
        }
        long span = values.find(text, from, at, Math.min(end, at + REACH + KEY_MAX), KeyWords.SECRET);
        boolean secret = span != Span.NONE && values.isSecretText(text, Span.start(span), Span.end(span));
        return secret && !isList(text, span) ? span : Span.NONE;
    }

    /** Whether the text has a line break or a call in it, so that it is no value of the word. */
    private static boolean isList(char[] text, long span) {
        for (int i = Span.start(span); i < Span.end(span); i++) {
            if (Ascii.isLineEnd(text[i]) || (text[i] == '(' && i + 1 < Span.end(span) && text[i + 1] == ')')) {
                return true;
            }
        }
        return false;
    }

    /** The value after the key: directly in quotes, or the first word other than a short one, if it looks secret. */
    private long valueAfter(char[] text, int from, int at, int keyEnd, int end, int flags) {
        int limit = Math.min(end, keyEnd + REACH);
        int i = keyEnd;
        boolean password = (flags & (KeyWords.PROSE | KeyWords.SCHEME | KeyWords.LINE)) == 0;
        boolean direct = true;
        boolean owner = false;
        for (int word = 0; word < LINKS_MAX && i < limit; word++) {
            int start = Ascii.skipBlanks(text, i, limit);
            if (start == i || start == limit) {
                return Span.NONE;
            }
            if (Delimiters.opening(text, start, end) >= 0) {
                return password && direct ? quoted(text, from, start, end) : Span.NONE;
            }
            int wordEnd = Delimiters.unquotedEnd(text, from, start, Math.min(end, start + Plausibility.LENGTH_MAX));
            int trimmed = withoutPunctuation(text, start, wordEnd);
            if (isSecret(text, from, at, start, trimmed, word, password)) {
                return Span.of(start, trimmed);
            }
            int link = links.flags(text, start, wordEnd);
            if (link == 0 && !isLink(text, start, wordEnd) && !(owner && isSmallWord(text, start, wordEnd))) {
                return Span.NONE;
            }
            owner |= Ascii.equalsIgnoringCase(text, start, wordEnd, "for");
            direct &= (link & DIRECT) != 0;
            i = wordEnd;
        }
        return Span.NONE;
    }

    /** A separate line below a line that ends with a colon: {@code Your password is below:}. */
    private long belowLine(char[] text, int start, int end) {
        int lineEnd = Delimiters.lineEnd(text, start, Math.min(end, start + REACH));
        boolean colon = lineEnd < end && Ascii.isLineEnd(text[lineEnd]) && text[lineEnd - 1] == ':';
        if (!colon) {
            return Span.NONE;
        }
        int limit = Math.min(end, lineEnd + KEY_MAX);
        int i = lineEnd;
        while (i < limit && text[i] <= ' ') {
            i++;
        }
        int wordEnd = i;
        int last = Math.min(end, i + Plausibility.LENGTH_MAX);
        while (wordEnd < last && text[wordEnd] > ' ') {
            wordEnd++;
        }
        boolean alone = wordEnd == end || Ascii.isLineEnd(text[wordEnd]);
        return alone && Plausibility.looksSecret(text, i, wordEnd) ? Span.of(i, wordEnd) : Span.NONE;
    }

    private boolean isSecret(char[] text, int from, int at, int start, int end, int word, boolean password) {
        if (word == 0 && password && isNetrc(text, from, at)) {
            return values.isSecretText(text, start, end);
        }
        boolean pointer = start + 1 < end && text[start] == '*' && isSmallWord(text, start + 1, end);
        if (pointer) {
            return false;
        }
        return password
                ? Plausibility.looksSecret(text, start, end) && values.isSecretText(text, start, end)
                : Plausibility.looksGenerated(text, start, end);
    }

    private static int withoutPunctuation(char[] text, int start, int end) {
        int i = end;
        while (i > start + 1 && ".,;:)?".indexOf(text[i - 1]) >= 0) {
            i--;
        }
        return i;
    }

    /** In {@code the password for the office is x} any word may say whose it is. */
    private static boolean isSmallWord(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isLower(text[i]) && text[i] != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLink(char[] text, int start, int end) {
        boolean colon = end > start && (text[end - 1] == ':' || text[end - 1] == '=');
        boolean digit = end - start == 1 && Ascii.isDigit(text[start]);
        return colon || digit;
    }

    /** Whether {@code machine} of a {@code .netrc} stands shortly before. */
    private boolean isNetrc(char[] text, int from, int at) {
        int limit = Math.max(from, at - NETRC_REACH);
        for (int i = at - 1; i >= limit; i--) {
            boolean word = Ascii.isLower(text[i]) && (i == from || text[i - 1] <= ' ');
            if (word && Ascii.startsWith(text, i, at, "machine ")) {
                return true;
            }
        }
        return false;
    }
}
