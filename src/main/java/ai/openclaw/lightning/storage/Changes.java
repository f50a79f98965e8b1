package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceState;
import java.util.List;
import java.util.Map;

/**
 * What a batch changes beside the rows it inserts.
 *
 * @param traces states to store, each trace once
 * @param days by day number (days since 1970-01-01 UTC, of the bridge's clock): what to add
 * @param tools by tool name: what to add
 * @param sessions distinct session keys that came (or, negative, went)
 */
public record Changes(
        List<TraceChange> traces, Map<Long, DayFigures> days, Map<String, ToolFigures> tools, long sessions) {

    public Changes {
        traces = List.copyOf(traces);
        days = Map.copyOf(days);
        tools = Map.copyOf(tools);
    }

    /**
     * A trace's new state, and text that is stored where the trace has none of that kind yet.
     *
     * @param before the stored state, null for a new trace
     * @param text null when there is none
     */
    public record TraceChange(TraceState before, TraceState state, Text text) {}

    /** JSON but for {@code message}; null where there is none, and no arms for a start that named none. */
    public record Text(Content message, Content metadata, Content endMetadata, List<ArmAssignment> arms) {

        public static final Text NONE = new Text(null, null, null, List.of());

        public Text {
            arms = List.copyOf(arms);
        }

        /** This, and where something is missing the other's. */
        public Text or(Text other) {
            return new Text(
                    message == null ? other.message : message,
                    metadata == null ? other.metadata : metadata,
                    endMetadata == null ? other.endMetadata : endMetadata,
                    arms.isEmpty() ? other.arms : arms);
        }
    }
}
