package ai.openclaw.lightning.config.table;

import static ai.openclaw.lightning.config.setting.ByteSize.GIB;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.LongRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** What is deleted, and when. */
public final class RetentionSection {

    static final Section SECTION = new Section("retention");

    public static final Setting<Integer> DAYS =
            SECTION.add("days", 30, new IntRange(0, 36_500), "Days after which a trace is deleted; 0 keeps all traces");

    public static final Setting<Long> SIZE_BYTES_MAX = SECTION.add(
            "size_bytes_max",
            0L,
            new LongRange(0, 1024 * GIB),
            "Size of the database above which the oldest traces are deleted; 0 means no limit");

    private RetentionSection() {}
}
