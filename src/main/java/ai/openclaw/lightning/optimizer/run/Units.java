package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.List;
import java.util.Set;

/** How the traces of an experiment make up its units. It knows who is waited for, the run knows what is counted. */
sealed interface Units permits TraceUnits, SessionUnits {

    /** What happened to a unit that was given up without a score. */
    UnitOutcome ABANDONED = new UnitOutcome(null, false, true, null, Set.of());

    /** What the arm of a trace is drawn by, and the id of its unit. */
    String idOf(StoredAssignment trace);

    /** Where a trace belongs. */
    enum UnitRole {
        /** It begins a unit. */
        FIRST,
        /** It is a part of a unit that is open; that is remembered. */
        FURTHER,
        NONE
    }

    UnitRole roleOf(StoredAssignment trace);

    /** The run has taken in the unit that this first trace begins. */
    void begun(StoredAssignment trace);

    /** Takes in how a trace went; whether anybody waited for it. */
    boolean ended(String traceId, UnitOutcome outcome, ExperimentRun run);

    /** The trace was given up without a score; one may still come. */
    void abandoned(String traceId);

    /** Closes the units whose time is over; whether there were any. All that is stored must have been read before. */
    boolean expire(long now, ExperimentRun run);

    /** Traces whose outcome is waited for. */
    Set<String> waiting();

    /** What cannot be read from the run's state; null where there is nothing. */
    StoredSessions stored();

    /**
     * Sessions as units.
     *
     * @param open in the order in which they began
     * @param known digests of all session keys that ever were units: each is one only once
     */
    record StoredSessions(List<OpenSession> open, List<String> known) {

        static final StoredSessions NONE = new StoredSessions(List.of(), List.of());

        public StoredSessions {
            open = List.copyOf(open);
            known = List.copyOf(known);
        }
    }

    /**
     * A session that may still get traces. Their outcomes are read again after a restart.
     *
     * @param firstAt when its first trace was assigned, epoch milliseconds
     * @param lastAt when its latest trace was assigned
     */
    record OpenSession(String key, long firstAt, long lastAt, List<String> traceIds) {

        public OpenSession {
            traceIds = List.copyOf(traceIds);
        }
    }
}
