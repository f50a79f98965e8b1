package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** Traces of OpenTelemetry. */
public final class OtlpSection {

    static final Section SECTION = new Section("otlp");

    public static final Setting<Integer> PORT = SECTION.add(
            "port",
            0,
            new IntRange(0, 65_535),
            "A second port for OTLP/HTTP, such as 4318; 0 for none. The port of the bridge takes it too");

    public static final Setting<Integer> GRACE_S = SECTION.add(
            "grace_s",
            10,
            new IntRange(1, 3_600),
            "Seconds to wait for more spans after the last one, once the root span is there; then the trace is stored");

    private OtlpSection() {}
}
