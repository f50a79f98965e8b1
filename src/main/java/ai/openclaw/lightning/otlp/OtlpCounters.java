package ai.openclaw.lightning.otlp;

import java.util.concurrent.atomic.LongAdder;

/** What came over OTLP, and what became of it. May be used from any thread. */
public final class OtlpCounters {

    private final LongAdder kept = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder metrics = new LongAdder();

    void decoded(int keptRecords, int foreignRecords, int brokenRecords) {
        kept.add(keptRecords);
        foreign.add(foreignRecords);
        broken.add(brokenRecords);
    }

    void late() {
        late.increment();
    }

    void metrics() {
        metrics.increment();
    }

    /** Spans and log records that tell of an agent. */
    public long kept() {
        return kept.sum();
    }

    /** Those that are no agent's doing, and were dropped. */
    public long foreign() {
        return foreign.sum();
    }

    /** Those without an id, and events of theirs that break a rule. */
    public long broken() {
        return broken.sum();
    }

    /** Those that came when their trace was stored already. */
    public long lateOnes() {
        return late.sum();
    }

    /** Requests with metrics, which are dropped. */
    public long metricRequests() {
        return metrics.sum();
    }

    void broken(int events) {
        broken.add(events);
    }
}
