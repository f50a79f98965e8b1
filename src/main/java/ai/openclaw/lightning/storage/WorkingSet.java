package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the store knows of the traces and sessions that were asked for.
 *
 * @param traces by trace id: those asked for, and those that a session below names
 * @param sessions by session key: those asked for, and those of the traces asked for
 */
public record WorkingSet(Map<String, TraceState> traces, Map<String, Session> sessions) {

    /** Open traces of one session that are considered; a session with more leaves the rest to the idle timeout. */
    public static final int OPEN_TRACES_MAX = 100;

    /** The traces with the latest start among which the latest session start is looked for. */
    public static final int STARTS_MAX = 100;

    public WorkingSet {
        traces = Map.copyOf(traces);
        sessions = Map.copyOf(sessions);
    }

    /** What to look up. */
    public record Keys(Set<String> traceIds, Set<String> sessionKeys) {

        public Keys {
            traceIds = Set.copyOf(traceIds);
            sessionKeys = Set.copyOf(sessionKeys);
        }

        public boolean isEmpty() {
            return traceIds.isEmpty() && sessionKeys.isEmpty();
        }
    }

    /**
     * The traces of one session that a next event may go to.
     *
     * @param open ids of its open traces, the latest start last; of more than {@link #OPEN_TRACES_MAX} the latest
     * @param openCount all its open traces
     * @param latest ids of the one or two traces with the latest start, the latest first; empty: there is no trace
     * @param lastStart id of the trace with the latest session start; null when none has one
     */
    public record Session(List<String> open, long openCount, List<String> latest, String lastStart) {

        /** A session that no trace has. */
        public static final Session NONE = new Session(List.of(), 0, List.of(), null);

        public Session {
            open = List.copyOf(open);
            latest = List.copyOf(latest);
        }

        /** The session of these traces, which come in the order of their start. */
        public static Session of(List<TraceState> traces, long openCount) {
            List<String> open = new ArrayList<>();
            TraceState lastStart = null;
            for (TraceState trace : traces) {
                if (trace.open()) {
                    open.add(trace.traceId());
                }
                Long startedAt = trace.lifecycle().startedAt();
                if (startedAt != null
                        && (lastStart == null
                                || startedAt >= lastStart.lifecycle().startedAt())) {
                    lastStart = trace;
                }
            }
            List<String> latest = new ArrayList<>();
            for (int i = traces.size() - 1; i >= Math.max(0, traces.size() - 2); i--) {
                latest.add(traces.get(i).traceId());
            }
            open = open.subList(Math.max(0, open.size() - OPEN_TRACES_MAX), open.size());
            return new Session(open, openCount, latest, lastStart == null ? null : lastStart.traceId());
        }

        public boolean exists() {
            return !latest.isEmpty();
        }
    }
}
