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
import ai.openclaw.lightning.model.Verdicts;

/** The rules by which an event changes a trace's state. Pure. */
final class TraceUpdates {

    private TraceUpdates() {}

    /** A start fills in what was missing; what is known stays, also the time of an earlier start. */
    static TraceState started(TraceState state, TraceEvent.SessionStart start, long now) {
        Labels labels = state.labels()
                .or(new Labels(
                        start.agentId(),
                        start.model(),
                        start.taskKey(),
                        start.promptVersion(),
                        start.origin(),
                        start.parentTraceId()));
        boolean repeated = state.lifecycle().startedAt() != null;
        TraceState seen = repeated ? state : seen(state, start.timestamp(), now, Outcome.UNKNOWN, state.tools());
        Lifecycle life = seen.lifecycle();
        return with(
                seen,
                seen.sessionKey(),
                new Lifecycle(
                        life.status(),
                        life.startTime(),
                        repeated ? life.startedAt() : Long.valueOf(start.timestamp()),
                        life.endTime()),
                labels);
    }

    /** Ends a trace that has not ended yet. */
    static TraceState ended(TraceState state, TraceEvent.SessionEnd end, long now) {
        Outcome outcome = new Outcome(
                Verdicts.of(end.success(), end.failure(), RewardSource.END, end.timestamp()), null, null, null);
        TraceState seen = seen(state, end.timestamp(), now, outcome, state.tools());
        return inLife(seen, TraceStatus.ENDED, end.timestamp());
    }

    static TraceState abandoned(TraceState state) {
        return inLife(state, TraceStatus.ABANDONED, state.lastTimestamp());
    }

    static TraceState called(TraceState state, TraceEvent.ToolCall call, long now) {
        return seen(state, call.timestamp(), now, Outcome.UNKNOWN, state.tools().called(call.toolName()));
    }

    static TraceState rewarded(TraceState state, TraceEvent.Reward reward, long now) {
        long at = reward.timestamp();
        Outcome outcome = new Outcome(
                Verdicts.of(reward.success(), reward.failure(), reward.source(), at),
                Sourced.of(reward.reward(), reward.source(), at),
                Timed.of(reward.tokensUsed(), at),
                Timed.of(reward.latencyMs(), at));
        return seen(state, at, now, outcome, state.tools());
    }

    /** The session of a trace that had no name until now. */
    static TraceState named(TraceState state, String sessionKey) {
        return with(state, sessionKey, state.lifecycle(), state.labels());
    }

    /** An event of that time belongs to the trace. */
    private static TraceState seen(TraceState state, long timestamp, long now, Outcome outcome, Tools tools) {
        Lifecycle before = state.lifecycle();
        long last = Math.max(state.lastTimestamp(), timestamp);
        Long endTime = before.status() == TraceStatus.ABANDONED ? Long.valueOf(last) : before.endTime();
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                new Lifecycle(before.status(), Math.min(before.startTime(), timestamp), before.startedAt(), endTime),
                state.labels(),
                state.outcome().and(outcome),
                tools,
                state.receivedAt(),
                now,
                last);
    }

    private static TraceState inLife(TraceState state, TraceStatus status, long endTime) {
        Lifecycle before = state.lifecycle();
        return with(
                state,
                state.sessionKey(),
                new Lifecycle(status, before.startTime(), before.startedAt(), endTime),
                state.labels());
    }

    private static TraceState with(TraceState state, String sessionKey, Lifecycle lifecycle, Labels labels) {
        return new TraceState(
                state.traceId(),
                sessionKey,
                lifecycle,
                labels,
                state.outcome(),
                state.tools(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
    }
}
