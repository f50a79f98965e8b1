package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** How much of a text is kept. */
public final class CaptureSection {

    static final Section SECTION = new Section("capture");

    public static final Setting<Integer> FIELD_BYTES_MAX = SECTION.add(
            "field_bytes_max",
            16_384,
            new IntRange(256, 1_048_576),
            "Bytes stored of one message, params, result, error or metadata; the rest is cut");

    private CaptureSection() {}
}
