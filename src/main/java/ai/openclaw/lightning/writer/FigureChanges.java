package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import java.util.HashMap;
import java.util.Map;

/** Adds up what one batch changes in the figures. Not thread-safe. */
final class FigureChanges {

    private final RunningTotals committed;
    private final Map<Long, DayFigures> days = new HashMap<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();

    FigureChanges(RunningTotals committed) {
        this.committed = committed;
    }

    void changed(TraceState before, TraceState after) {
        DayFigures change = DayFigures.of(after);
        add(after, before == null ? change : change.plus(DayFigures.of(before).negated()));
    }

    void called(TraceState trace, TraceEvent.ToolCall call) {
        boolean failed = call.error() != null;
        String name = committed.countedName(call.toolName(), tools.keySet());
        tools.merge(name, ToolFigures.of(failed, call.durationMs()), ToolFigures::plus);
        if (failed) {
            add(trace, DayFigures.ofToolCalls(0, 1)); // the call itself is counted with its trace
        }
    }

    void rewarded(TraceState trace, TraceEvent.Reward reward) {
        add(trace, DayFigures.ofReward(reward.reward()));
    }

    private void add(TraceState trace, DayFigures change) {
        if (!change.equals(DayFigures.ZERO)) {
            days.merge(DayFigures.day(trace.receivedAt()), change, DayFigures::plus);
        }
    }

    Map<Long, DayFigures> days() {
        return days;
    }

    Map<String, ToolFigures> tools() {
        return tools;
    }
}
