package ai.openclaw.lightning.config.table;

import static ai.openclaw.lightning.config.setting.ByteSize.GIB;
import static ai.openclaw.lightning.config.setting.ByteSize.KIB;
import static ai.openclaw.lightning.config.setting.ByteSize.MIB;

import ai.openclaw.lightning.config.setting.Choice;
import ai.openclaw.lightning.config.setting.Flag;
import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.LongRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** What is logged where. */
public final class LoggingSection {

    /** The least severe line that is logged. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    static final Section SECTION = new Section("logging");

    public static final Setting<Level> LEVEL = SECTION.add(
            "level",
            Level.INFO,
            new Choice<>(Level.class),
            "Least severe log lines shown; libraries never show less than warn");

    public static final Setting<Boolean> FILE_ENABLED =
            SECTION.add("file_enabled", false, new Flag(), "Whether log lines also go to logs/bridge.log");

    public static final Setting<Long> FILE_BYTES_MAX = SECTION.add(
            "file_bytes_max", 10 * MIB, new LongRange(64 * KIB, GIB), "Size at which logs/bridge.log is rotated");

    public static final Setting<Integer> FILES_MAX =
            SECTION.add("files_max", 5, new IntRange(1, 100), "Number of rotated log files that are kept");

    private LoggingSection() {}
}
