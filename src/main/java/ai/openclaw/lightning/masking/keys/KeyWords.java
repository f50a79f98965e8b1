package ai.openclaw.lightning.masking.keys;

import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.List;

/**
 * The words that make a key secret, found in any spelling: {@code api_key}, {@code x-api-key}, {@code apiKey},
 * {@code APIKey}, {@code apikey}. Immutable after construction; deciding allocates nothing.
 *
 * <p>{@code token} is two words: a credential, and a unit in which models are paid. A key is a figure, and stays
 * readable, if it says {@code tokens}, or if {@code token} stands next to a word of measure or description
 * ({@code token_count}, {@code cost_per_token}, {@code token_type}). Any secret word followed by a description
 * ({@code password_file}, {@code secretName}) names no secret either.
 */
public final class KeyWords {
    /** The key is secret. */
    public static final int SECRET = 1;
    /** The word is as common in prose as in settings, so a colon after it may be punctuation. */
    public static final int PROSE = 2;
    /** The value may be a scheme and a credential, of which the scheme is kept. */
    public static final int SCHEME = 4;
    /** The value may go on to the end of the line. */
    public static final int LINE = 8;
    /** Also the name of the working directory, so a path is no secret. */
    public static final int DIRECTORY = 16;
    /** Without {@link #SECRET}: the key alone says too little, the value must look like a secret. */
    public static final int WEAK = 32;

    /** Flags from here on are left to the caller. */
    public static final int FREE = 1 << 16;

    private static final int TOKEN = 64;
    private static final int BEFORE_TOKEN = 128;
    private static final int AFTER_TOKEN = 256;
    private static final int BEFORE_ANY = 512;
    private static final int AFTER_ANY = 1024;
    private static final int BEFORE_REFERENCE = 2048;
    private static final int ID = 4096;
    private static final int PLACE = 16384;
    /** Together with an id it may itself be a secret: the {@code secret_id} of Vault. */
    private static final int MAY_HAVE_ID = 8192;

    private final WordTable table = new WordTable();

    public KeyWords(List<String> extra) {
        table.addAll(KeyWordLists.SECRETS, SECRET);
        table.addAll(
                KeyWordLists.BEFORE_PASS.stream().map(word -> word + " pass").toList(), SECRET);
        table.addAll(KeyWordLists.PROSE, SECRET | PROSE);
        table.addAll(List.of("secret"), MAY_HAVE_ID);
        table.addAll(List.of("pwd"), SECRET | DIRECTORY);
        table.addAll(List.of("token"), TOKEN);
        table.addAll(KeyWordLists.COOKIES, SECRET | PROSE | LINE);
        table.addAll(KeyWordLists.AUTHORIZATIONS, SECRET | PROSE | SCHEME | LINE);
        table.addAll(KeyWordLists.PASSPHRASES, SECRET | LINE);
        table.addAll(KeyWordLists.WEAK, WEAK);
        table.addAll(List.of("mnemonic"), WEAK | LINE);
        table.addAll(extra, SECRET);
        table.lookFor();
        table.addAll(KeyWordLists.BEFORE_TOKEN, BEFORE_TOKEN);
        table.addAll(KeyWordLists.AFTER_TOKEN, AFTER_TOKEN);
        table.addAll(KeyWordLists.BEFORE_ANY, BEFORE_ANY);
        table.addAll(KeyWordLists.BEFORE_REFERENCE, BEFORE_REFERENCE);
        table.addAll(KeyWordLists.PLACES, PLACE);
        table.addAll(List.of("id", "ids"), ID);
        table.addAll(KeyWordLists.DESIGN, BEFORE_TOKEN | AFTER_TOKEN);
        addWithPlurals(KeyWordLists.AFTER_ANY);
        addWithPlurals(KeyWordLists.MACHINERY);
    }

    private void addWithPlurals(List<String> words) {
        table.addAll(words, AFTER_ANY | AFTER_TOKEN);
        table.addAll(words.stream().map(word -> word + "s").toList(), AFTER_ANY | AFTER_TOKEN);
    }

    /** Whether the key {@code [start, end)} is secret, whatever its value. */
    public boolean isSecret(char[] text, int start, int end) {
        return (match(text, start, end) & SECRET) != 0;
    }

    /** {@link #SECRET} if a secret word with letters beyond ASCII ends at {@code end}; else 0. */
    public static int matchForeign(char[] text, int from, int end) {
        for (String word : KeyWordLists.FOREIGN) {
            int start = end - word.length();
            int i = start;
            while (i >= from && i < end && Character.toLowerCase(text[i]) == word.charAt(i - start)) {
                i++;
            }
            if (i == end) {
                return SECRET;
            }
        }
        return 0;
    }

    /** The flags of the first secret word in {@code [start, end)}; {@link #WEAK} or 0 if there is none. */
    public int match(char[] text, int start, int end) {
        if (!table.mayHold(WordTable.letters(text, start, end))) {
            return 0;
        }
        int before = 0;
        int secret = 0;
        int flags = 0;
        boolean next = false;
        for (int i = start; i < end; i++) {
            if (!Ascii.isAlphanumeric(text[i]) || !endsWord(text, i, end)) {
                continue;
            }
            flags = flagsOfWordsEndingAt(text, start, i + 1);
            flags |= (flags & PLACE) != 0 && !hasBlank(text, start, end) ? AFTER_ANY | AFTER_TOKEN : 0;
            if ((flags & PROSE) != 0 && (before & BEFORE_REFERENCE) != 0) {
                return 0;
            }
            if ((flags & (SECRET | TOKEN)) != 0 && (before & BEFORE_ANY) == 0) {
                secret = secret(flags, before, text, start, end);
                next = true;
            } else {
                secret = next ? withDescription(secret, flags) : secret;
                next = false;
            }
            before = flags;
        }
        if (secret == 0 || (flags & AFTER_ANY) != 0) {
            return (flags & WEAK) == 0 ? 0 : flags & (WEAK | LINE);
        }
        return secret & ~(TOKEN | MAY_HAVE_ID);
    }

    private static boolean hasBlank(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == ' ') {
                return true;
            }
        }
        return false;
    }

    /** What a secret word says together with the word behind it. */
    private static int withDescription(int secret, int next) {
        boolean describes = (next & ((secret & TOKEN) != 0 ? AFTER_TOKEN : AFTER_ANY)) != 0;
        if ((next & ID) != 0) {
            return (secret & MAY_HAVE_ID) != 0 ? WEAK : 0;
        }
        return describes ? 0 : secret;
    }

    private static int secret(int flags, int before, char[] text, int start, int end) {
        if ((flags & TOKEN) == 0) {
            return flags & ~(WEAK | BEFORE_ANY | AFTER_ANY);
        }
        if ((before & BEFORE_TOKEN) != 0) {
            return 0;
        }
        boolean nothingElse = end - start == "token".length() && Ascii.isAlphanumeric(text[start]);
        return nothingElse ? TOKEN | SECRET | SCHEME | PROSE : TOKEN | SECRET | SCHEME;
    }

    /** Looks up the last word, then the last two as one, and so on: {@code key}, {@code apikey}. */
    private int flagsOfWordsEndingAt(char[] text, int start, int end) {
        int hash = 0;
        int words = 0;
        int others = 0;
        for (int i = end - 1; i >= start; i--) {
            if (!Ascii.isAlphanumeric(text[i])) {
                continue;
            }
            hash = WordTable.hash(hash, Ascii.lower(text[i]));
            if (!startsWord(text, start, i, end)) {
                continue;
            }
            int flags = table.flags(hash, text, i, end);
            if ((flags & (SECRET | TOKEN)) != 0) {
                return flags;
            }
            others |= words == 0 ? flags | flagsOfEnding(text, i, end) : 0;
            if ((others & (SECRET | TOKEN)) != 0 || ++words == table.wordsMax()) {
                break;
            }
        }
        return others;
    }

    private static int flagsOfEnding(char[] text, int start, int end) {
        for (String ending : KeyWordLists.ENDINGS) {
            int at = end - ending.length();
            if (at > start && Ascii.startsWithIgnoringCase(text, at, end, ending)) {
                return SECRET;
            }
        }
        boolean token = end - 5 > start && Ascii.startsWithIgnoringCase(text, end - 5, end, "token");
        return token ? TOKEN : 0;
    }

    /** Whether a word of a key ends at {@code at}, which is a letter or digit. */
    public static boolean endsWord(char[] text, int at, int end) {
        return at + 1 == end || !Ascii.isAlphanumeric(text[at + 1]) || changes(text, at + 1, end);
    }

    private static boolean startsWord(char[] text, int start, int at, int end) {
        return at == start || !Ascii.isAlphanumeric(text[at - 1]) || changes(text, at, end);
    }

    /** Whether a new word begins at {@code at} although a letter or digit is before it: aB, ABc at its B, a1, 1a. */
    private static boolean changes(char[] text, int at, int end) {
        char before = text[at - 1];
        char here = text[at];
        if (Ascii.isDigit(before) != Ascii.isDigit(here)) {
            return true;
        }
        if (!Ascii.isUpper(here)) {
            return false;
        }
        return Ascii.isLower(before) || (Ascii.isUpper(before) && at + 1 < end && Ascii.isLower(text[at + 1]));
    }
}
