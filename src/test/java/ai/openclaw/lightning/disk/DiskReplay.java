package ai.openclaw.lightning.disk;

import ai.openclaw.lightning.disk.DiskRecord.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.Random;

/** Goes through a record once, and stops at many places to write what a power cut there may leave. */
public final class DiskReplay implements Closeable {

    /** There are no more cuts. */
    public static final long END = Long.MIN_VALUE;

    private final DiskRecord record;
    private final PriorityQueue<Long> places;
    private final Random random;
    private final CachedFolder folder = new CachedFolder();
    private long at;
    private long nanos;
    private int count;
    private int refusals;

    private DiskReplay(DiskRecord record, PriorityQueue<Long> places, Random random) {
        this.record = record;
        this.places = places;
        this.random = random;
    }

    /** So many cuts, each at any place of the record. */
    public static DiskReplay of(Path record, int cuts, long seed) throws IOException {
        long length = length(record);
        Random random = new Random(seed);
        PriorityQueue<Long> places = new PriorityQueue<>();
        for (int i = 0; i < cuts; i++) {
            places.add(1 + random.nextLong(length));
        }
        return new DiskReplay(new DiskRecord(record), places, random);
    }

    private static long length(Path path) throws IOException {
        try (DiskRecord record = new DiskRecord(path)) {
            long operations = 0;
            while (record.next().isPresent()) {
                operations++;
            }
            return operations;
        }
    }

    /**
     * Goes on to the next cut, and writes the database and its log as it may leave them.
     *
     * @return when the power went, as {@link System#nanoTime} has it; {@link #END} when there are no more
     */
    public long next(Path database) throws IOException {
        Long place = places.poll();
        if (place == null) {
            return END;
        }
        for (; at < place; at++) {
            Operation operation = record.next().orElseThrow();
            folder.apply(operation);
            nanos = operation.nanos();
            refusals += operation.kind() == 'x' ? 1 : 0;
        }
        count++;
        folder.cut(database, random);
        return nanos;
    }

    /** Cuts so far. */
    public int count() {
        return count;
    }

    /** How often the disk has refused what was waiting for it so far. */
    public int refusals() {
        return refusals;
    }

    @Override
    public void close() throws IOException {
        record.close();
    }
}
