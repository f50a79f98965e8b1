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
    private final boolean isWhole;

    private HashedText(short[] buckets, short[] counts, boolean isWhole) {
        this.buckets = buckets;
        this.counts = counts;
        this.isWhole = isWhole;
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
        return counted(Arrays.copyOf(hashes, size), words.length <= WORDS_MAX);
    }

    private static HashedText counted(int[] hashes, boolean isWhole) {
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
        return new HashedText(Arrays.copyOf(buckets, distinct), Arrays.copyOf(counts, distinct), isWhole);
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

    /** Whether it has words, and none of them was ignored: only then does {@link #likeness} say something. */
    public boolean isComparable() {
        return isWhole && buckets.length > 0;
    }

    /** The share of the words and word pairs of both that are in both, from 0 to 1 (Jaccard); 0 when there are none. */
    public double likeness(HashedText other) {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < buckets.length && j < other.buckets.length) {
            int order = Short.compare(buckets[i], other.buckets[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = buckets.length + other.buckets.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    /** Equal texts, equal fingerprints: keeps the copies of one task in one fold. */
    public int fingerprint() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }
}
