package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.List;
import java.util.Set;

/** How the traces of an experiment form its units. It knows what is awaited; the run knows what is counted. */
sealed interface Units permits TraceUnits, SessionUnits {

    /** The outcome of a unit that was abandoned without a score. */
    UnitOutcome ABANDONED = new UnitOutcome(null, false, true, null, Set.of(), 0).reaching(false);

    /** The id of the trace's unit, which also determines its arm. */
    String idOf(StoredAssignment trace);

    /** The role of a trace in its unit. */
    enum UnitRole {
        /** It begins a unit. */
        FIRST,
        /** It belongs to an open unit, which now remembers it. */
        FURTHER,
        NONE
    }

    UnitRole roleOf(StoredAssignment trace);

    /** The run has taken in the unit that this first trace begins. */
    void begun(StoredAssignment trace);

    /** Takes in a trace's outcome; returns whether it was awaited. */
    boolean ended(String traceId, UnitOutcome outcome, ExperimentRun run);

    /** The trace counts so unless somebody says how it went before the wait is over. */
    void unless(String traceId, UnitOutcome provisionally);

    /** Closes the overdue units; returns whether there were any. Read everything stored before calling it. */
    boolean expire(long now, ExperimentRun run);

    /** Traces whose outcomes are awaited. */
    Set<String> waiting();

    /** The part that the run's state does not contain; null when there is none. */
    StoredSessions stored();

    /**
     * Sessions as units.
     *
     * @param open in the order in which they began
     * @param known digests of all session keys that were ever units; each key becomes a unit only once
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
