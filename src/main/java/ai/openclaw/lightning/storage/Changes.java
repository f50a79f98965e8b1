package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch changes beside the rows it inserts.
 *
 * @param traces states to store, each trace once
 * @param figures what to add; what {@code moved} moves is not in it
 * @param moved traces that are counted under another key from now on
 * @param tools by tool name: what to add
 * @param sessions distinct session keys that came (or, negative, went)
 */
public record Changes(
        List<TraceChange> traces,
        Map<FigureKey, TraceFigures> figures,
        List<Moved> moved,
        Map<String, ToolFigures> tools,
        long sessions) {

    public Changes {
        traces = List.copyOf(traces);
        figures = Map.copyOf(figures);
        moved = List.copyOf(moved);
        tools = Map.copyOf(tools);
    }

    /**
     * A trace that turns out to have begun earlier, or to be of an agent. Its failed calls and rewards, also those that
     * this batch inserts, are counted under {@code from}; only the store knows how many they are.
     */
    public record Moved(String traceId, FigureKey from, FigureKey to) {}

    /** Counts the stored failed calls and rewards of a trace. */
    @FunctionalInterface
    public interface EventCount<X extends Exception> {

        TraceFigures of(String traceId) throws X;
    }

    /** What to add in the end, once the rows are inserted. */
    public <X extends Exception> Map<FigureKey, TraceFigures> figures(EventCount<X> stored) throws X {
        Map<FigureKey, TraceFigures> all = new HashMap<>(figures);
        for (Moved one : moved) {
            TraceFigures events = stored.of(one.traceId());
            all.merge(one.from(), events.negated(), TraceFigures::plus);
            all.merge(one.to(), events, TraceFigures::plus);
        }
        return all;
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
