package ai.openclaw.lightning.intake.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.List;
import java.util.Set;

/** A decoder with a low limit of fields, a secret word, a fixed time and a fixed id. */
final class DecoderUnderTest {

    static final long NOW = 1_790_000_000_000L;
    static final String MINTED = "12".repeat(16);
    static final int FIELD_BYTES_MAX = 300;

    private final EventDecoder decoder = new EventDecoder(
            new Intake(
                    new Masker(new MaskingRules(true, List.of(), List.of("sesame"))),
                    FIELD_BYTES_MAX,
                    () -> NOW,
                    () -> MINTED,
                    () -> ActiveGuidance.EMPTY,
                    Set.of(TraceOrigin.USER)),
            5);

    <T extends TraceEvent> T decode(EventKind kind, Class<T> type, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return type.cast(decoder.event(kind, bytes, bytes.length));
    }

    Batch batch(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return decoder.batch(bytes, bytes.length);
    }

    TraceEvent.ToolCall call(String fields) {
        return decode(
                EventKind.TOOL_CALL,
                TraceEvent.ToolCall.class,
                "{\"session_key\":\"s\",\"tool_name\":\"t\"" + fields + "}");
    }

    TraceEvent.Reward reward(String fields) {
        return decode(EventKind.REWARD, TraceEvent.Reward.class, "{\"session_key\":\"s\"" + fields + "}");
    }
}
