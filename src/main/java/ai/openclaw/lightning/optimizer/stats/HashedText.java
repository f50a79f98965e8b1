package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text as counts of hashed words and word pairs: enough to tell kinds of task apart, and the text itself need not be
 * kept. Immutable.
 */
public final class HashedText {

    /** Number of hash buckets. */
    public static final int BUCKETS = 1 << 12;

    /** Words beyond this many are ignored: the start of a message says what it is about. */
    private static final int WORDS_MAX = 200;

    /** Short, as the learner keeps one of these for every trace. */
    private final short[] buckets;

    private final short[] counts;

    private HashedText(short[] buckets, short[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /** The counts of a text; null has no words. */
    public static HashedText of(String text) {
        String[] words =
                text == null ? new String[0] : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", WORDS_MAX + 2);
        int[] hashes = new int[2 * WORDS_MAX];
        int size = 0;
        int used = 0;
        String before = null;
        for (String word : words) {
            if (word.isEmpty() || used == WORDS_MAX) {
                continue;
            }
            used++;
            hashes[size++] = bucket(word);
            if (before != null) {
                hashes[size++] = bucket(before + ' ' + word);
            }
            before = word;
        }
        return counted(Arrays.copyOf(hashes, size));
    }

    private static HashedText counted(int[] hashes) {
        Arrays.sort(hashes);
        short[] buckets = new short[hashes.length];
        short[] counts = new short[hashes.length];
        int distinct = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                buckets[distinct++] = (short) hashes[i];
            }
            counts[distinct - 1]++;
        }
        return new HashedText(Arrays.copyOf(buckets, distinct), Arrays.copyOf(counts, distinct));
    }

    /** String.hashCode is specified, so buckets are the same on every machine; its low bits alone would be poor. */
    private static int bucket(String words) {
        int hash = words.hashCode() * 0x9E3779B9;
        return hash >>> 20;
    }

    int size() {
        return buckets.length;
    }

    int bucketAt(int index) {
        return buckets[index];
    }

    int countAt(int index) {
        return counts[index];
    }

    /** Equal texts, equal fingerprints: keeps the copies of one task in one fold. */
    int fingerprint() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }
}
