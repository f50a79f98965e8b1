package ai.openclaw.lightning.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One page of the kernel's cache: what programs see, what is on the disk, and all it held in between. */
final class CachedPage {

    static final int BYTES = 4_096;

    /** What a disk writes whole or not at all. */
    private static final int SECTOR_BYTES = 512;

    /** All of the page as one write left it. */
    private static final class Change {
        private final long at;
        private final byte[] after;

        Change(long at, byte[] after) {
            this.at = at;
            this.after = after;
        }
    }

    private byte[] cache = new byte[BYTES];
    private byte[] disk = cache;

    /** Since it was last clean, oldest first. */
    private final List<Change> changes = new ArrayList<>();

    void write(long at, int offset, ByteBuffer content, int from, int bytes) {
        byte[] after = cache.clone();
        content.get(from, after, offset, bytes);
        changed(at, after);
    }

    void zero(long at, int from) {
        byte[] after = cache.clone();
        Arrays.fill(after, from, BYTES, (byte) 0);
        changed(at, after);
    }

    private void changed(long at, byte[] after) {
        changes.add(new Change(at, after));
        cache = after;
    }

    /** What was written until then is on the disk. */
    void writeBack(long until) {
        int count = 0;
        while (count < changes.size() && changes.get(count).at <= until) {
            disk = changes.get(count++).after;
        }
        changes.subList(0, count).clear();
    }

    /** The disk refused it, and Linux takes it for clean: only a further change brings it there. */
    void refuse() {
        changes.clear();
    }

    /** What may be on the disk: each sector as it was at some moment since the page was last clean. */
    byte[] after(PowerCut cut, Random random) {
        if (changes.isEmpty()) {
            return disk;
        }
        int before = (int)
                changes.stream().filter(change -> change.at <= cut.until()).count();
        return switch (cut.kind()) {
            case NOTHING -> disk;
            case EVERYTHING -> cache;
            case IN_ORDER -> version(before);
            case PAGES -> version(random.nextInt(changes.size() + 1));
            case SECTORS -> torn(random);
        };
    }

    private byte[] version(int count) {
        return count == 0 ? disk : changes.get(count - 1).after;
    }

    private byte[] torn(Random random) {
        byte[] torn = new byte[BYTES];
        for (int at = 0; at < BYTES; at += SECTOR_BYTES) {
            System.arraycopy(version(random.nextInt(changes.size() + 1)), at, torn, at, SECTOR_BYTES);
        }
        return torn;
    }
}
