package ai.openclaw.lightning.masking.keys;

import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A hash table from words to flags that is asked with a piece of a char array, so that a look-up makes no String.
 * Several words are kept as one without what stood between them, and found with anything between them. Not changed
 * after its owner is built.
 */
public final class WordTable {
    private String[] words = new String[16];
    private int[] flags = new int[16];
    private int size;
    private int wordsMax = 1;
    /** The letters of each entry that is looked for, as bits; without those that include another's. */
    private int[] lettersOfWords = {};

    /** The most words that any entry was made of. */
    int wordsMax() {
        return wordsMax;
    }

    /** Hashes run from the last character to the first, as the look-up does. */
    static int hash(int hash, char lowerCase) {
        return hash * 31 + lowerCase;
    }

    public void addAll(List<String> entries, int flagsOfAll) {
        for (String entry : entries) {
            String[] parts = entry.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1);
            put(String.join("", parts), flagsOfAll);
            wordsMax = Math.max(wordsMax, parts.length);
        }
    }

    /** The flags of the letters and digits of {@code [start, end)}, whatever their case; or 0. */
    public int flags(char[] text, int start, int end) {
        int hash = 0;
        for (int i = end - 1; i >= start; i--) {
            hash = Ascii.isAlphanumeric(text[i]) ? hash(hash, Ascii.lower(text[i])) : hash;
        }
        return flags(hash, text, start, end);
    }

    /** The flags of the lower-case letters and digits of {@code [start, end)}, whose hash is known; or 0. */
    int flags(int hash, char[] text, int start, int end) {
        for (int slot = slot(hash); words[slot] != null; slot = (slot + 1) & (words.length - 1)) {
            if (equal(words[slot], text, start, end)) {
                return flags[slot];
            }
        }
        return 0;
    }

    /** Declares that a key matters only if it has one of the entries added so far. */
    void lookFor() {
        List<Integer> sets = new ArrayList<>();
        for (String word : words) {
            if (word != null) {
                sets.add(letters(word.toCharArray(), 0, word.length()));
            }
        }
        lettersOfWords = sets.stream()
                .distinct()
                .filter(set -> sets.stream().noneMatch(other -> !other.equals(set) && (set & other) == other))
                .mapToInt(set -> set)
                .toArray();
    }

    /** Which letters occur, whatever their case: a set as bits. */
    static int letters(char[] text, int start, int end) {
        int letters = 0;
        for (int i = start; i < end; i++) {
            letters |= text[i] >= 'A' ? 1 << (text[i] & 31) : 0;
        }
        return letters;
    }

    /** False if no entry can be made of these letters, which quickly rules out nearly all keys. */
    boolean mayHold(int letters) {
        if ((letters & (letters - 1)) == 0) {
            return false;
        }
        for (int set : lettersOfWords) {
            if ((set & letters) == set) {
                return true;
            }
        }
        return false;
    }

    private void put(String word, int flagsOfWord) {
        if (2 * size >= words.length) {
            grow();
        }
        int hash = 0;
        for (int i = word.length() - 1; i >= 0; i--) {
            hash = hash(hash, word.charAt(i));
        }
        int slot = slot(hash);
        while (words[slot] != null && !words[slot].equals(word)) {
            slot = (slot + 1) & (words.length - 1);
        }
        size += words[slot] == null ? 1 : 0;
        words[slot] = word;
        flags[slot] |= flagsOfWord;
    }

    private void grow() {
        String[] oldWords = words;
        int[] oldFlags = flags;
        words = new String[2 * oldWords.length];
        flags = new int[2 * oldFlags.length];
        size = 0;
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) {
                put(oldWords[i], oldFlags[i]);
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 15)) & (words.length - 1);
    }

    private static boolean equal(String word, char[] text, int start, int end) {
        int at = 0;
        for (int i = start; i < end; i++) {
            if (!Ascii.isAlphanumeric(text[i])) {
                continue;
            }
            if (at == word.length() || word.charAt(at) != Ascii.lower(text[i])) {
                return false;
            }
            at++;
        }
        return at == word.length();
    }
}
