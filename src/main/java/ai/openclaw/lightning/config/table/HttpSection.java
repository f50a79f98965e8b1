package ai.openclaw.lightning.config.table;

import static ai.openclaw.lightning.config.setting.ByteSize.GIB;
import static ai.openclaw.lightning.config.setting.ByteSize.MIB;

import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.LongRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** Limits of the HTTP server. */
public final class HttpSection {

    static final Section SECTION = new Section("http");

    public static final Setting<Integer> IDLE_TIMEOUT_S = SECTION.add(
            "idle_timeout_s", 60, new IntRange(1, 3_600), "Seconds of silence after which a connection is closed");

    public static final Setting<Integer> READ_TIMEOUT_S = SECTION.add(
            "read_timeout_s", 30, new IntRange(1, 3_600), "Seconds a client may take to send one whole request");

    public static final Setting<Long> IN_FLIGHT_BODY_BYTES_MAX = SECTION.add(
            "in_flight_body_bytes_max",
            12 * MIB,
            new LongRange(4 * MIB, GIB),
            "Bytes of large request bodies held at once; requests beyond that get 429");

    public static final Setting<Long> IN_FLIGHT_ANSWER_BYTES_MAX = SECTION.add(
            "in_flight_answer_bytes_max",
            8 * MIB,
            new LongRange(MIB, GIB),
            "Bytes of long answers being sent at once, each counted as 1 MiB; requests beyond that get 429");

    private HttpSection() {}
}
