package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.WriterStatus.Counters;

/** Counts events from the start of the process. Any thread may count and read; a reading is of one moment. */
final class WriterCounters {

    private long accepted;
    private long stored;
    private long duplicates;
    private long failed;
    private long rejected;
    private long batches;

    synchronized void accepted(int events) {
        accepted += events;
    }

    /** Events that were counted as accepted did not fit into the queue. */
    synchronized void rejected(int events) {
        accepted -= events;
        rejected += events;
    }

    /** A transaction of that many events committed; some of them were stored before. */
    synchronized void committed(int events, int duplicatesAmong) {
        stored += events - duplicatesAmong;
        duplicates += duplicatesAmong;
        batches++;
    }

    synchronized void failed(int events) {
        failed += events;
    }

    synchronized Counters snapshot() {
        return new Counters(accepted, stored, duplicates, failed, rejected, batches);
    }
}
