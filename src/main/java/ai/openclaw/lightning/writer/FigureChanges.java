package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what one batch changes in the figures: first its tool calls and rewards, then its traces. Not thread-safe.
 */
final class FigureChanges {

    private final RunningTotals committed;
    private final Map<FigureKey, TraceFigures> figures = new HashMap<>();
    private final Map<String, TraceFigures> events = new HashMap<>();
    private final List<Moved> moved = new ArrayList<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();

    FigureChanges(RunningTotals committed) {
        this.committed = committed;
    }

    void called(String traceId, TraceEvent.ToolCall call) {
        boolean failed = call.error() != null;
        String name = committed.countedName(call.toolName(), tools.keySet());
        tools.merge(name, ToolFigures.of(failed, call.durationMs()), ToolFigures::plus);
        // The call itself is counted with its trace.
        events.merge(traceId, TraceFigures.ofToolCalls(0, failed ? 1 : 0), TraceFigures::plus);
    }

    void rewarded(String traceId, TraceEvent.Reward reward) {
        events.merge(traceId, TraceFigures.ofReward(reward.reward()), TraceFigures::plus);
    }

    /**
     * Every trace of the batch, once. What came with the batch is counted where the trace was before: whoever moves the
     * trace moves all that is stored of it by then.
     */
    void changed(TraceState before, TraceState after) {
        FigureKey to = FigureKey.of(after);
        FigureKey from = before == null ? to : FigureKey.of(before);
        add(from, events.getOrDefault(after.traceId(), TraceFigures.ZERO));
        if (before != null) {
            add(from, TraceFigures.of(before).negated());
        }
        add(to, TraceFigures.of(after));
        if (!from.equals(to)) {
            moved.add(new Moved(after.traceId(), from, to));
        }
    }

    private void add(FigureKey key, TraceFigures change) {
        figures.merge(key, change, TraceFigures::plus);
    }

    Map<FigureKey, TraceFigures> figures() {
        figures.values().removeIf(TraceFigures.ZERO::equals);
        return figures;
    }

    List<Moved> moved() {
        return moved;
    }

    Map<String, ToolFigures> tools() {
        return tools;
    }
}
