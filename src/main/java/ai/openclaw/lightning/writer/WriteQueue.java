package ai.openclaw.lightning.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What waits for the next transaction: first in, first out, bounded in events and in bytes. Any thread may use it.
 *
 * @param <T> an entry, which stands for one or more events
 */
final class WriteQueue<T> {

    private final int eventsMax;
    private final long bytesMax;
    private final ToIntFunction<T> eventsOf;
    private final ToLongFunction<T> bytesOf;
    private final ArrayDeque<T> entries = new ArrayDeque<>();
    private int events;
    private long bytes;

    WriteQueue(int eventsMax, long bytesMax, ToIntFunction<T> eventsOf, ToLongFunction<T> bytesOf) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
        this.eventsOf = eventsOf;
        this.bytesOf = bytesOf;
    }

    /** Takes the entry, or refuses it when it would go over a bound. An empty queue takes any one entry. */
    synchronized boolean offer(T entry) {
        int moreEvents = eventsOf.applyAsInt(entry);
        long moreBytes = bytesOf.applyAsLong(entry);
        if (!entries.isEmpty() && (events + moreEvents > eventsMax || bytes + moreBytes > bytesMax)) {
            return false;
        }
        entries.add(entry);
        events += moreEvents;
        bytes += moreBytes;
        return true;
    }

    /** Takes entries off the front until the next would make more than {@code batchEventsMax}; at least one. */
    synchronized List<T> drain(int batchEventsMax) {
        List<T> batch = new ArrayList<>();
        int batchEvents = 0;
        while (!entries.isEmpty()) {
            T next = entries.peek();
            int nextEvents = eventsOf.applyAsInt(next);
            if (!batch.isEmpty() && batchEvents + nextEvents > batchEventsMax) {
                break;
            }
            batch.add(entries.remove());
            batchEvents += nextEvents;
            events -= nextEvents;
            bytes -= bytesOf.applyAsLong(next);
        }
        return batch;
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    synchronized int events() {
        return events;
    }

    synchronized long bytes() {
        return bytes;
    }
}
