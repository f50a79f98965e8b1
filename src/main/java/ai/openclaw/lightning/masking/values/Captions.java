package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.Locale;

/**
 * Texts that only speak about a secret: labels of forms ({@code Passwort}), messages ({@code The token has expired}), and
 * rules for what is typed ({@code required|min:8}). They are made of words alone; a mix of letters, digits and signs is
 * none. Reads no more than {@value #LENGTH_MAX} characters.
 */
public final class Captions {
    static final int LENGTH_MAX = 200;

    private static final int NUMBER_MAX = 3;
    private static final int RULES_MAX = 80;
    private static final int FIRST_OF_EAST_ASIA = 0x0E00;
    private static final String PUNCTUATION = " \t.,:;!?()…-–—/&\"'`’«»„“”‘|[]。、！？：（）「」";

    /** A word that says what the secret is. */
    private static final int KEY = 1;
    /** A word that reports what happened to it. */
    private static final int REPORT = 2;
    /** A word that makes a sentence. */
    private static final int FUNCTION = 4;

    private final KeyWords keyWords;

    public Captions(KeyWords keyWords) {
        this.keyWords = keyWords;
    }

    /** Whether the whole text is a label, a message, a sentence or a rule. */
    public boolean isCaption(char[] text, int start, int end) {
        if (isRule(text, start, end)) {
            return true;
        }
        int found = read(text, start, end);
        int words = words(found);
        boolean key = (found & KEY) != 0;
        if (words <= 1) {
            return key && isLabel(text, start, end);
        }
        return key || (found & REPORT) != 0 || (words >= 3 && (found & FUNCTION) != 0);
    }

    /** As {@link #isCaption} for what has no quotes around it, so that function words don't tell enough. */
    boolean isMessage(char[] text, int start, int end) {
        int found = read(text, start, end);
        return (found & REPORT) != 0 || (words(found) >= 2 && (found & KEY) != 0);
    }

    /** Whether it is the name of a secret, with a word that says so: {@code db-password}, {@code prod/db/credentials}. */
    boolean isName(char[] text, int start, int end) {
        boolean key = false;
        boolean joined = false;
        int wordStart = start;
        for (int i = start; i <= end && end - start <= LENGTH_MAX; i++) {
            if (i < end && Ascii.isLower(text[i])) {
                continue;
            }
            if (i < end && "-_/.".indexOf(text[i]) < 0) {
                return false;
            }
            joined |= i < end;
            key |= i > wordStart && (kinds(text, wordStart, i) & KEY) != 0;
            wordStart = i + 1;
        }
        return key && joined;
    }

    private static int words(int found) {
        return found >>> 8;
    }

    /**
     * The kinds of the words as bits, and above these their number; 0 if there is anything but words. Nearly every text
     * has something else, so that is looked for first: to know a word's kind costs far more than to find its end.
     */
    private int read(char[] text, int start, int end) {
        int words = end - start > LENGTH_MAX ? 0 : wordsAlone(text, start, end);
        int kinds = 0;
        for (int i = start; words > 0 && i < end; ) {
            int after = afterWord(text, i, end);
            kinds |= after > i ? kinds(text, i, after) : 0;
            i = after > i ? after : afterOther(text, start, i, end);
        }
        return words << 8 | kinds;
    }

    /** How many words there are, each with a blank before it; 0 if there is anything but words. */
    private static int wordsAlone(char[] text, int start, int end) {
        int words = 0;
        boolean apart = true;
        int i = start;
        while (i < end) {
            int after = afterWord(text, i, end);
            if (after > i) {
                words += apart ? 1 : 0;
                apart = false;
            } else {
                apart |= text[i] == ' ';
                after = afterOther(text, start, i, end);
                if (after < 0) {
                    return 0;
                }
            }
            i = after;
        }
        return words;
    }

    /** The end of what may stand between words; -1 if a text of words has no such thing. */
    private static int afterOther(char[] text, int start, int at, int end) {
        if (PUNCTUATION.indexOf(text[at]) < 0 || Ascii.startsWith(text, at, end, "---")) {
            return afterNumberOrTemplate(text, start, at, end);
        }
        return joinsWords(text, start, at, end) ? -1 : at + 1;
    }

    /** In {@code Kennwort!sommer} the sign is part of a password, not the end of a sentence. */
    private static boolean joinsWords(char[] text, int start, int at, int end) {
        boolean within = at > start && at + 1 < end && isLetter(text[at - 1]) && isLetter(text[at + 1]);
        return within && ".,:;!?&".indexOf(text[at]) >= 0;
    }

    private static int afterWord(char[] text, int start, int end) {
        int i = start;
        while (i < end
                && (isLetter(text[i]) || (i > start && i + 1 < end && isJoint(text[i]) && isLetter(text[i + 1])))) {
            i++;
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return c < 128
                ? Ascii.isLetter(c)
                : Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isJoint(char c) {
        return c == '\'' || c == '’' || c == '-';
    }

    /** A short number that stands alone, or what a program fills in: {@code {0}}, {@code %d}, {@code :attribute}. */
    private static int afterNumberOrTemplate(char[] text, int start, int at, int end) {
        int i = at;
        while (i < end && i < at + NUMBER_MAX && Ascii.isDigit(text[i])) {
            i++;
        }
        if (i > at) {
            i += i < end && text[i] == '+' ? 1 : 0;
            boolean alone =
                    at > start && " (".indexOf(text[at - 1]) >= 0 && (i == end || !Ascii.isAlphanumeric(text[i]));
            return alone ? i : -1;
        }
        return Templates.end(text, at, end);
    }

    private int kinds(char[] text, int start, int end) {
        String word = new String(text, start, end - start).toLowerCase(Locale.ROOT);
        boolean key = CaptionWords.WORDS.contains(word) || hasStem(word) || keyWords.match(text, start, end) != 0;
        return (key ? KEY : 0)
                | (CaptionWords.REPORTS.contains(word) ? REPORT : 0)
                | (CaptionWords.FUNCTION_WORDS.contains(word) ? FUNCTION : 0);
    }

    private static boolean hasStem(String word) {
        for (String stem : CaptionWords.STEMS) {
            if (word.contains(stem)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a single word is written as labels are: with one capital at the front, in capitals, or in another script. */
    private static boolean isLabel(char[] text, int start, int end) {
        if (text[start] >= FIRST_OF_EAST_ASIA) {
            return true;
        }
        if (!Character.isUpperCase(text[start])) {
            return false;
        }
        int humps = 0;
        int smalls = 0;
        for (int i = start + 1; i < end; i++) {
            humps += Character.isUpperCase(text[i]) && Character.isLowerCase(text[i - 1]) ? 1 : 0;
            smalls += Character.isLowerCase(text[i]) ? 1 : 0;
        }
        return humps == 0 || smalls == 0;
    }

    /** {@code string}, {@code required|min:8}, {@code min:8}. */
    static boolean isRule(char[] text, int start, int end) {
        int i = start;
        int limit = Math.min(end, start + RULES_MAX);
        while (i < limit) {
            int wordEnd = i;
            while (wordEnd < limit && (Ascii.isLower(text[wordEnd]) || text[wordEnd] == '-')) {
                wordEnd++;
            }
            boolean measured = wordEnd < limit && text[wordEnd] == ':' && wordEnd - i >= 2;
            boolean rule = i > start || measured || Prose.isOneOf(CaptionWords.RULES, text, i, wordEnd);
            if (!rule) {
                return false;
            }
            i = measured ? afterMeasure(text, wordEnd + 1, limit) : wordEnd;
            if (i < limit && text[i] != '|') {
                return false;
            }
            i++;
        }
        return end > start && limit == end && i >= end;
    }

    private static int afterMeasure(char[] text, int start, int end) {
        int i = start;
        while (i < end && (Ascii.isDigit(text[i]) || text[i] == ',')) {
            i++;
        }
        return i == start ? start - 1 : i;
    }
}
