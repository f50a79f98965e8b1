package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Outcome;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.TraceState.Tools;
import ai.openclaw.lightning.model.TraceStatus;

/** The rules by which an event changes a trace's state. Pure. */
final class TraceUpdates {

    private TraceUpdates() {}

    /** A start fills in what was missing; what is known stays. */
    static TraceState started(TraceState state, TraceEvent.SessionStart start) {
        Lifecycle before = state.lifecycle();
        return new TraceState(
                state.traceId(),
                state.anonymous() && start.sessionKey() != null ? start.sessionKey() : state.sessionKey(),
                new Lifecycle(before.status(), Math.min(before.startTime(), start.timestamp()), before.endTime()),
                state.labels().or(new Labels(start.agentId(), start.model(), start.taskKey(), start.promptVersion())),
                state.outcome(),
                state.tools(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
    }

    /** Ends a trace that has not ended yet. */
    static TraceState ended(TraceState state, TraceEvent.SessionEnd end, long now) {
        Outcome outcome = new Outcome(Sourced.of(end.success(), RewardSource.END, end.timestamp()), null, null, null);
        TraceState seen = seen(state, end.timestamp(), now, outcome, state.tools());
        return withLifecycle(
                seen, new Lifecycle(TraceStatus.ENDED, seen.lifecycle().startTime(), end.timestamp()));
    }

    static TraceState abandoned(TraceState state) {
        return withLifecycle(
                state, new Lifecycle(TraceStatus.ABANDONED, state.lifecycle().startTime(), state.lastTimestamp()));
    }

    static TraceState called(TraceState state, TraceEvent.ToolCall call, long now) {
        return seen(state, call.timestamp(), now, Outcome.UNKNOWN, state.tools().called(call.toolName()));
    }

    static TraceState rewarded(TraceState state, TraceEvent.Reward reward, long now) {
        long at = reward.timestamp();
        Outcome outcome = new Outcome(
                Sourced.of(reward.success(), reward.source(), at),
                Sourced.of(reward.reward(), reward.source(), at),
                Timed.of(reward.tokensUsed(), at),
                Timed.of(reward.latencyMs(), at));
        return seen(state, at, now, outcome, state.tools());
    }

    /** An event of that time belongs to the trace. */
    private static TraceState seen(TraceState state, long timestamp, long now, Outcome outcome, Tools tools) {
        Lifecycle before = state.lifecycle();
        long last = Math.max(state.lastTimestamp(), timestamp);
        Long endTime = before.status() == TraceStatus.ABANDONED ? Long.valueOf(last) : before.endTime();
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                new Lifecycle(before.status(), Math.min(before.startTime(), timestamp), endTime),
                state.labels(),
                state.outcome().and(outcome),
                tools,
                state.receivedAt(),
                now,
                last);
    }

    private static TraceState withLifecycle(TraceState state, Lifecycle lifecycle) {
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                lifecycle,
                state.labels(),
                state.outcome(),
                state.tools(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
    }
}
