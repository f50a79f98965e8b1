package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.WorkingSet.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one batch does, worked out in memory. In two passes: {@link #add} finds the trace of each event, opening, ending
 * and abandoning traces on the way; {@link #changes}, once the store knows which tool calls and rewards are new, counts
 * those. Not thread-safe.
 */
final class BatchPlan {

    private final TraceCache committed;
    private final RunningTotals totals;
    private final Supplier<String> newTraceIds;
    private final long now;

    private final PlannedTraces traces;
    private final Map<String, Text> texts = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<NewRows.Call> calls = new ArrayList<>();
    private final List<NewRows.Reward> rewards = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private Changes changes;

    /** Of the event that is being added; null for this machine. */
    private String sender;

    private int duplicates;

    /** An event and its trace; {@code duplicate} as far as the first pass can tell. */
    private record Step(String traceId, TraceEvent event, boolean duplicate) {}

    /**
     * @param newTraceIds makes a trace id that was never used
     * @param now the bridge's clock, epoch milliseconds
     */
    BatchPlan(TraceCache committed, RunningTotals totals, Supplier<String> newTraceIds, long now) {
        this.committed = committed;
        this.totals = totals;
        this.newTraceIds = newTraceIds;
        this.now = now;
        this.traces = new PlannedTraces(committed);
    }

    /** The next event; everything {@link TraceCache#missing} named for it must be in the cache. */
    void add(TraceEvent event, String from) {
        sender = from;
        if (event instanceof TraceEvent.SessionStart start) {
            start(start);
        } else if (event instanceof TraceEvent.ToolCall call) {
            TraceState trace = traceOf(call, false);
            calls.add(new NewRows.Call(trace.traceId(), call));
            steps.add(new Step(trace.traceId(), call, false));
        } else if (event instanceof TraceEvent.Reward reward) {
            TraceState trace = traceOf(reward, true);
            rewards.add(new NewRows.Reward(trace.traceId(), reward));
            steps.add(new Step(trace.traceId(), reward, false));
        } else if (event instanceof TraceEvent.SessionEnd end) {
            end(end);
        } else {
            throw new UnknownKindException(event);
        }
    }

    /** An open trace that has been idle for too long. */
    void abandon(String traceId) {
        TraceState state = traces.trace(traceId);
        if (state != null && state.open()) {
            traces.put(TraceUpdates.abandoned(state));
        }
    }

    private void start(TraceEvent.SessionStart start) {
        TraceState before = opened(start, start.traceId());
        traces.put(TraceUpdates.started(before, start, now));
        addText(before.traceId(), new Text(start.message(), start.metadata(), null, start.arms()));
        steps.add(new Step(before.traceId(), start, before.lifecycle().startedAt() != null));
    }

    private void end(TraceEvent.SessionEnd end) {
        TraceState before = traceOf(end, true);
        boolean repeated = before.lifecycle().status() == TraceStatus.ENDED;
        if (!repeated) {
            traces.put(TraceUpdates.ended(before, end, now));
            addText(before.traceId(), new Text(null, null, end.metadata(), List.of()));
        }
        steps.add(new Step(before.traceId(), end, repeated));
    }

    /**
     * The trace an event names; else the open one of its session, the latest start first; else, if {@code alsoClosed},
     * the session's latest; else a new one.
     */
    private TraceState traceOf(TraceEvent event, boolean alsoClosed) {
        if (event.traceId() != null) {
            return opened(event, event.traceId());
        }
        Session session = traces.session(event.sessionKey());
        if (!session.open().isEmpty()) {
            return traces.trace(session.open().get(session.open().size() - 1));
        }
        boolean offered = alsoClosed && session.exists();
        return offered ? traces.trace(session.latest().get(0)) : opened(event, newTraceIds.get());
    }

    /** The trace of that id, opened if it is new, named if it had no name and the event has one. */
    private TraceState opened(TraceEvent event, String traceId) {
        TraceState state = traces.trace(traceId);
        if (state == null) {
            traces.put(TraceState.opened(traceId, event.sessionKey(), sender, event.timestamp(), now));
        } else if (event.sessionKey() != null
                && !event.sessionKey().equals(state.sessionKey())
                && traces.unnamed(state)) {
            traces.put(TraceUpdates.named(state, event.sessionKey()));
        }
        return traces.trace(traceId);
    }

    private void addText(String traceId, Text text) {
        if (!text.equals(Text.NONE)) {
            texts.merge(traceId, text, Text::or);
        }
    }

    /** The rows to insert. */
    NewRows rows() {
        return new NewRows(calls, rewards);
    }

    /** The second pass: what else is stored, now that it is known which rows were new. */
    Changes changes(NewRows.Inserted inserted) {
        FigureChanges figures = new FigureChanges(totals);
        int call = 0;
        int reward = 0;
        for (Step step : steps) {
            boolean duplicate = step.duplicate();
            if (step.event() instanceof TraceEvent.ToolCall event) {
                duplicate = !inserted.calls().get(call++);
                if (!duplicate) {
                    traces.put(TraceUpdates.called(traces.trace(step.traceId()), event, now));
                    figures.called(step.traceId(), event);
                }
            } else if (step.event() instanceof TraceEvent.Reward event) {
                duplicate = !inserted.rewards().get(reward++);
                if (!duplicate) {
                    traces.put(TraceUpdates.rewarded(traces.trace(step.traceId()), event, now));
                    figures.rewarded(step.traceId(), event);
                }
            } else if (!(step.event() instanceof TraceEvent.SessionStart
                    || step.event() instanceof TraceEvent.SessionEnd)) {
                throw new UnknownKindException(step.event());
            }
            duplicates += duplicate ? 1 : 0;
            written.add(written(step, duplicate));
        }
        List<TraceChange> changed = new ArrayList<>();
        for (TraceState state : traces.changed()) {
            TraceState before = committed.trace(state.traceId());
            Text text = texts.get(state.traceId());
            if (text != null || !state.equals(before)) {
                changed.add(new TraceChange(before, state, text));
            }
            figures.changed(before, state);
        }
        changes = new Changes(changed, figures.figures(), figures.moved(), figures.tools(), traces.newSessions());
        return changes;
    }

    private Written written(Step step, boolean duplicate) {
        TraceState state = traces.trace(step.traceId());
        Double worth = step.event() instanceof TraceEvent.Reward reward ? reward.reward() : null;
        return new Written(
                state.traceId(),
                state.sessionKey(),
                state.labels().agentId(),
                state.tools().count(),
                state.lifecycle().durationMs(),
                worth,
                duplicate);
    }

    /** After the commit: makes this batch's states and figures the committed ones. */
    void commit() {
        traces.commit();
        totals.stored(changes, traces.newActiveSessions());
    }

    /** What became of the events, in their order; after {@link #changes}. */
    List<Written> written() {
        return written;
    }

    /** Traces that this batch closed, or changed after they were closed; after {@link #changes}. */
    List<String> closed() {
        return changes.traces().stream()
                .map(TraceChange::state)
                .filter(state -> !state.open())
                .map(TraceState::traceId)
                .toList();
    }

    int duplicates() {
        return duplicates;
    }
}
