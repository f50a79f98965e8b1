package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** The life of a trace. */
public final class TracesSection {

    static final Section SECTION = new Section("traces");

    public static final Setting<Integer> IDLE_TIMEOUT_S = SECTION.add(
            "idle_timeout_s",
            3_600,
            new IntRange(1, 31_536_000),
            "Seconds without events after which an open trace is abandoned");

    private TracesSection() {}
}
