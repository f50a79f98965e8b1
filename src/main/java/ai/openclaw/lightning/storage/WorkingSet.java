package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.TraceState;
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
     * @param open ids of its open traces, the latest start last, at most {@link #OPEN_TRACES_MAX}
     * @param latest id of its trace with the latest start
     */
    public record Session(List<String> open, String latest) {

        public Session {
            open = List.copyOf(open);
        }
    }
}
