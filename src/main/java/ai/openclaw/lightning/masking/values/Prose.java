package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises words that stand in place of a value but are none: a sentence about a password, a type, a keyword of a
 * language.
 */
final class Prose {
    private static final int WORD_MAX = 16;

    private static final Set<String> LITERALS = Words.set("null, none, nil, true, false, undefined");

    private static final Set<String> NO_VALUES = Words.set("""
            null, none, nil, true, false, undefined, str, string, bytes, text, required, optional, await, new,
            function, async, lambda, typeof, void, object, any, number, boolean, bool, varchar, char, unset,
            inherit, include, same-origin, omit, anonymous, yes, no, on, off, read, write, const, self, this,
            not, void 0, n/a, debug, info, trace, warn""");

    /** Words that surround "password" in a sentence and are hardly ever passwords. */
    private static final Set<String> FUNCTION_WORDS = Words.set("""
            a, an, and, are, as, at, be, by, can, cannot, does, expected, expired, field, for, from, has, have,
            if, in, incorrect, invalid, is, it, may, missing, must, no, not, of, on, only, or, required, see,
            should, since, the, this, to, too, use, used, uses, using, was, will, with, wrong, you, your""");

    private static final Set<String> WORDS_AFTER_FLAGS = Words.set("""
                    flag, flags, option, options, argument, arguments, parameter, parameters, and, or, is, are,
                    to, for, with, in, on, as, from, instead""");

    private Prose() {}

    /** A literal that tells nothing. */
    static boolean isLiteral(char[] text, int start, int end) {
        return isOneOf(LITERALS, text, start, end);
    }

    /** Whether it is prose, or a word that is no value in code or on a command line. */
    static boolean isWord(char[] text, int start, int valueEnd, int end, int context) {
        if (isOneOf(NO_VALUES, text, start, valueEnd)) {
            return true;
        }
        if ((context & ValueFinder.COMMAND_LINE) != 0) {
            return text[start] == '-'
                    || isOneOf(WORDS_AFTER_FLAGS, text, start, valueEnd)
                    || isMetavariable(text, start, valueEnd)
                    || isDescription(text, start, valueEnd, end);
        }
        boolean columns = (context & ValueFinder.COLON) != 0 && isDescription(text, start, valueEnd, end);
        if (columns) {
            return true;
        }
        boolean colon = (context & (ValueFinder.COLON | ValueFinder.QUOTED_KEY)) == ValueFinder.COLON;
        if (!colon || !isPlainWord(text, start, valueEnd)) {
            return false;
        }
        int next = nextWord(text, valueEnd, end);
        boolean begun = isOneOf(FUNCTION_WORDS, text, start, valueEnd);
        if (next < 0) {
            // "see 1Password"
            return begun && valueEnd + 1 < end && text[valueEnd] == ' ' && Ascii.isDigit(text[valueEnd + 1]);
        }
        boolean sentence =
                begun || isOneOf(FUNCTION_WORDS, text, next, Ascii.skipIdentifier(text, next, end, WORD_MAX));
        return sentence || (context & KeyWords.PROSE) != 0;
    }

    /** {@code --token TOKEN}, as in a usage message. */
    private static boolean isMetavariable(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isUpper(text[i]) && text[i] != '_' && text[i] != ']') {
                return false;
            }
        }
        return true;
    }

    /** {@code --password    ask for the password}, as in a list of options. */
    private static boolean isDescription(char[] text, int start, int valueEnd, int end) {
        boolean column = start >= 2 && text[start - 1] == ' ' && text[start - 2] == ' ';
        return column && isPlainWord(text, start, valueEnd) && nextWord(text, valueEnd, end) >= 0;
    }

    /** Whether several words form a sentence rather than a passphrase: one of them occurs only in sentences. */
    static boolean isSentence(char[] text, int start, int end) {
        int words = 0;
        boolean functionWord = false;
        int limit = Math.min(end, start + Plausibility.LENGTH_MAX);
        for (int i = start; i < limit; i++) {
            int wordEnd = i;
            while (wordEnd < limit && Ascii.isLetter(text[wordEnd])) {
                wordEnd++;
            }
            if (wordEnd > i) {
                words++;
                functionWord |= isOneOf(FUNCTION_WORDS, text, i, wordEnd);
                i = wordEnd;
            }
            if (i < limit && (Ascii.isDigit(text[i]) || "=+#$%^*@".indexOf(text[i]) >= 0)) {
                return false;
            }
        }
        return words >= 3 && functionWord;
    }

    static boolean isOneOf(Set<String> words, char[] text, int start, int end) {
        return end > start
                && end - start <= WORD_MAX
                && words.contains(new String(text, start, end - start).toLowerCase(Locale.ROOT));
    }

    /** The start of the word after a value; -1 if something else follows. */
    private static int nextWord(char[] text, int valueEnd, int end) {
        boolean punctuation = valueEnd < end && ".,;!?'".indexOf(text[valueEnd]) >= 0;
        int word = Ascii.skipBlanks(text, punctuation ? valueEnd + 1 : valueEnd, end);
        return word > valueEnd && word < end && Ascii.isLetter(text[word]) ? word : -1;
    }

    /** Lower case after the first letter, or digits only; perhaps with a full stop or the like. */
    private static boolean isPlainWord(char[] text, int start, int end) {
        int wordEnd = end > start && ".,!?".indexOf(text[end - 1]) >= 0 ? end - 1 : end;
        boolean number = wordEnd > start && Ascii.isDigit(text[start]);
        for (int i = start; i < wordEnd; i++) {
            boolean plain =
                    number ? Ascii.isDigit(text[i]) : Ascii.isLower(text[i]) || (i == start && Ascii.isUpper(text[i]));
            if (!plain) {
                return false;
            }
        }
        return wordEnd > start;
    }
}
