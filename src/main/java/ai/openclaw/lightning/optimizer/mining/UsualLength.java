package ai.openclaw.lightning.optimizer.mining;

import java.util.stream.IntStream;

/** How long texts of one kind usually are for an agent. Lengths count as alike when they have as many binary digits. */
final class UsualLength {

    /** With fewer texts nothing is usual. */
    private static final int USUAL_MIN = 10;

    private static final int BUCKETS = 16;

    /** How many texts had a length of which the number of binary digits is the index. */
    private final int[] counts = new int[BUCKETS];

    private static int bucket(long length) {
        return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(length));
    }

    void count(long length) {
        counts[bucket(length)]++;
    }

    /** Whether at most half of the texts are as short. */
    boolean isShort(long length) {
        return total() >= USUAL_MIN && 2 * shorterThan(bucket(length) + 1) <= total();
    }

    /** Whether at least half of the texts are shorter. */
    boolean isLong(long length) {
        return total() >= USUAL_MIN && 2 * shorterThan(bucket(length)) >= total();
    }

    private int total() {
        return shorterThan(BUCKETS);
    }

    private int shorterThan(int bucket) {
        return IntStream.of(counts).limit(bucket).sum();
    }
}
