package ai.openclaw.lightning.config.table;

import static ai.openclaw.lightning.config.setting.ByteSize.GIB;
import static ai.openclaw.lightning.config.setting.ByteSize.MIB;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.LongRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** Limits of the write queue. */
public final class WriterSection {

    static final Section SECTION = new Section("writer");

    public static final Setting<Integer> QUEUE_EVENTS_MAX = SECTION.add(
            "queue_events_max",
            10_000,
            new IntRange(1_000, 1_000_000),
            "Events that may wait for a transaction; more get 429");

    public static final Setting<Long> QUEUE_BYTES_MAX = SECTION.add(
            "queue_bytes_max",
            8 * MIB,
            new LongRange(4 * MIB, GIB),
            "Bytes of events that may wait for a transaction; more get 429");

    public static final Setting<Integer> BATCH_EVENTS_MAX =
            SECTION.add("batch_events_max", 1_000, new IntRange(1, 100_000), "Most events stored in one transaction");

    private WriterSection() {}
}
