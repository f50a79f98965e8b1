package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.WorkingSet.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What one batch does, worked out in memory over the committed states, which it leaves as they are until
 * {@link #commit}. In two passes: {@link #add} finds the trace of each event, opening, ending and abandoning traces
 * on the way; {@link #changes}, once the store knows which tool calls and rewards are new, counts those. Not
 * thread-safe.
 */
final class BatchPlan {

    private final TraceCache committed;
    private final Supplier<String> newTraceIds;
    private final UnaryOperator<String> toolNames;
    private final long now;

    private final Map<String, TraceState> traces = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Text> texts = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<NewRows.Call> calls = new ArrayList<>();
    private final List<NewRows.Reward> rewards = new ArrayList<>();
    private long newSessions;
    private int activeSessions;
    private int duplicates;

    /** An event and its trace; {@code duplicate} as far as the first pass can tell. */
    private record Step(String traceId, TraceEvent event, boolean duplicate) {}

    /**
     * @param newTraceIds makes a trace id that was never used
     * @param toolNames under which name a tool is counted
     * @param now the bridge's clock, epoch milliseconds
     */
    BatchPlan(TraceCache committed, Supplier<String> newTraceIds, UnaryOperator<String> toolNames, long now) {
        this.committed = committed;
        this.newTraceIds = newTraceIds;
        this.toolNames = toolNames;
        this.now = now;
    }

    /** The next event; everything {@link TraceCache#missing} named for it must be in the cache. */
    void add(TraceEvent event) {
        if (event instanceof TraceEvent.SessionStart start) {
            start(start);
        } else if (event instanceof TraceEvent.ToolCall call) {
            String traceId = traceOf(call, openTrace(call.sessionKey()));
            calls.add(new NewRows.Call(traceId, call));
            steps.add(new Step(traceId, call, false));
        } else if (event instanceof TraceEvent.Reward reward) {
            String traceId = traceOf(reward, openOrLatestTrace(reward.sessionKey()));
            rewards.add(new NewRows.Reward(traceId, reward));
            steps.add(new Step(traceId, reward, false));
        } else if (event instanceof TraceEvent.SessionEnd end) {
            end(end);
        }
    }

    /** An open trace that has been idle for too long. */
    void abandon(String traceId) {
        TraceState state = trace(traceId);
        if (state != null && state.open()) {
            put(TraceUpdates.abandoned(state));
        }
    }

    private void start(TraceEvent.SessionStart start) {
        String traceId = start.traceId() == null ? newTraceIds.get() : start.traceId();
        TraceState before = trace(traceId);
        TraceState state = before == null ? open(traceId, start) : before;
        put(TraceUpdates.started(state, start));
        addText(traceId, new Text(start.message(), start.metadata(), null, start.arms()));
        abandonEarlier(trace(traceId));
        steps.add(new Step(traceId, start, before != null));
    }

    private void abandonEarlier(TraceState started) {
        for (String traceId : session(started.sessionKey()).open()) {
            TraceState other = trace(traceId);
            if (!traceId.equals(started.traceId())
                    && other.lifecycle().startTime() < started.lifecycle().startTime()) {
                put(TraceUpdates.abandoned(other));
            }
        }
    }

    private void end(TraceEvent.SessionEnd end) {
        String traceId = traceOf(end, openOrLatestTrace(end.sessionKey()));
        TraceState before = trace(traceId);
        boolean repeated = before.lifecycle().status() == TraceStatus.ENDED;
        if (!repeated) {
            put(TraceUpdates.ended(before, end, now));
            addText(traceId, new Text(null, null, end.metadata(), List.of()));
        }
        steps.add(new Step(traceId, end, repeated));
    }

    /** The trace an event names, else the one its session offers, else a new one. */
    private String traceOf(TraceEvent event, String offered) {
        String traceId = event.traceId() != null ? event.traceId() : offered;
        if (traceId == null) {
            traceId = newTraceIds.get();
        }
        if (trace(traceId) == null) {
            put(open(traceId, event));
        }
        return traceId;
    }

    private TraceState open(String traceId, TraceEvent event) {
        return TraceState.opened(traceId, event.sessionKey(), event.timestamp(), now);
    }

    private String openTrace(String sessionKey) {
        List<String> open = sessionKey == null ? List.of() : session(sessionKey).open();
        return open.isEmpty() ? null : open.get(open.size() - 1);
    }

    private String openOrLatestTrace(String sessionKey) {
        String open = openTrace(sessionKey);
        return open != null || sessionKey == null ? open : session(sessionKey).latest();
    }

    private TraceState trace(String traceId) {
        TraceState changed = traces.get(traceId);
        return changed == null ? committed.trace(traceId) : changed;
    }

    private Session session(String key) {
        Session changed = sessions.get(key);
        return changed == null ? committed.session(key) : changed;
    }

    /** Takes over a trace's new state and keeps its session's lists true to it. */
    private void put(TraceState state) {
        TraceState before = trace(state.traceId());
        traces.put(state.traceId(), state);
        if (before != null
                && before.open() == state.open()
                && before.sessionKey().equals(state.sessionKey())) {
            return;
        }
        if (before != null && !before.sessionKey().equals(state.sessionKey())) {
            putSession(before.sessionKey(), new Session(List.of(), null)); // it was anonymous: its only trace
        }
        Session session = session(state.sessionKey());
        List<String> open = new ArrayList<>(session.open());
        open.remove(state.traceId());
        if (state.open()) {
            open.add(insertionPoint(open, state), state.traceId());
        }
        boolean latest = session.latest() == null
                || trace(session.latest()).lifecycle().startTime()
                        <= state.lifecycle().startTime();
        putSession(state.sessionKey(), new Session(open, latest ? state.traceId() : session.latest()));
    }

    /** Behind all that started earlier or at the same time. */
    private int insertionPoint(List<String> open, TraceState state) {
        int index = open.size();
        while (index > 0
                && trace(open.get(index - 1)).lifecycle().startTime()
                        > state.lifecycle().startTime()) {
            index--;
        }
        return index;
    }

    private void putSession(String key, Session session) {
        Session before = session(key);
        newSessions += (session.latest() == null ? 0 : 1) - (before.latest() == null ? 0 : 1);
        activeSessions += (session.open().isEmpty() ? 0 : 1) - (before.open().isEmpty() ? 0 : 1);
        sessions.put(key, session);
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
    Changes changes(NewRows.Inserted inserted, List<Written> written) {
        FigureChanges figures = new FigureChanges();
        int call = 0;
        int reward = 0;
        for (Step step : steps) {
            boolean duplicate = step.duplicate();
            if (step.event() instanceof TraceEvent.ToolCall event) {
                duplicate = !inserted.calls().get(call++);
                if (!duplicate) {
                    traces.put(step.traceId(), TraceUpdates.called(trace(step.traceId()), event, now));
                    figures.called(trace(step.traceId()), event, toolNames.apply(event.toolName()));
                }
            } else if (step.event() instanceof TraceEvent.Reward event) {
                duplicate = !inserted.rewards().get(reward++);
                if (!duplicate) {
                    traces.put(step.traceId(), TraceUpdates.rewarded(trace(step.traceId()), event, now));
                    figures.rewarded(trace(step.traceId()), event);
                }
            }
            duplicates += duplicate ? 1 : 0;
            written.add(written(step, duplicate));
        }
        List<TraceChange> changed = new ArrayList<>();
        traces.forEach((traceId, state) -> {
            TraceState before = committed.trace(traceId);
            if (!state.equals(before) || texts.containsKey(traceId)) {
                changed.add(new TraceChange(before, state, texts.get(traceId)));
                figures.changed(before, state);
            }
        });
        return new Changes(changed, figures.days(), figures.tools(), newSessions);
    }

    private Written written(Step step, boolean duplicate) {
        TraceState state = trace(step.traceId());
        Double worth = step.event() instanceof TraceEvent.Reward reward ? reward.reward() : null;
        return new Written(
                state.traceId(),
                state.sessionKey(),
                state.tools().count(),
                state.lifecycle().durationMs(),
                worth,
                duplicate);
    }

    /** After the commit: makes this batch's states the committed ones. */
    void commit() {
        committed.commit(traces, sessions);
    }

    int events() {
        return steps.size();
    }

    int duplicates() {
        return duplicates;
    }

    /** By how many the sessions with an open trace became more. */
    int activeSessions() {
        return activeSessions;
    }
}
