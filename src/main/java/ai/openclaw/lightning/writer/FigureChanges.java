package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Adds up what one batch changes in the figures. Not thread-safe. */
final class FigureChanges {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Map<Long, DayFigures> days = new HashMap<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();

    void changed(TraceState before, TraceState after) {
        DayFigures change = DayFigures.of(after);
        add(after, before == null ? change : change.plus(DayFigures.of(before).negated()));
    }

    void called(TraceState trace, TraceEvent.ToolCall call, String toolName) {
        boolean failed = call.error() != null;
        tools.merge(toolName, ToolFigures.of(failed, call.durationMs()), ToolFigures::plus);
        if (failed) {
            add(trace, DayFigures.ofToolErrors(1));
        }
    }

    void rewarded(TraceState trace, TraceEvent.Reward reward) {
        add(trace, DayFigures.ofReward(reward.reward()));
    }

    private void add(TraceState trace, DayFigures change) {
        if (!change.equals(DayFigures.ZERO)) {
            days.merge(trace.receivedAt() / DAY_MS, change, DayFigures::plus);
        }
    }

    Map<Long, DayFigures> days() {
        return days;
    }

    Map<String, ToolFigures> tools() {
        return tools;
    }
}
