package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.ExperimentState;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Each trace is a unit. Not thread-safe. */
final class TraceUnits implements Units {

    /** When each unit that still awaits an outcome was assigned. */
    private final Map<String, Long> waiting = new HashMap<>();

    /** What those among them count that nobody scores before the wait is over. */
    private final Map<String, UnitOutcome> provisional = new HashMap<>();

    private final long waitMs;

    TraceUnits(ExperimentState state) {
        waitMs = state.plan().outcomes().waitMs();
        state.waiting().stream()
                .filter(unit -> !isGivenUp(unit.outcome()))
                .forEach(unit -> waiting.put(
                        unit.assignment().unitId(), unit.assignment().at()));
    }

    /** Whether a queued unit's wait ended without a score. */
    private static boolean isGivenUp(UnitOutcome outcome) {
        return outcome != null && outcome.value() == null && !outcome.crashed();
    }

    @Override
    public String idOf(StoredAssignment trace) {
        return trace.traceId();
    }

    @Override
    public UnitRole roleOf(StoredAssignment trace) {
        return UnitRole.FIRST;
    }

    @Override
    public void begun(StoredAssignment trace) {
        waiting.put(trace.traceId(), trace.assignedAt());
    }

    @Override
    public boolean ended(String traceId, UnitOutcome outcome, ExperimentRun run) {
        if (!waiting.containsKey(traceId)) {
            return false;
        }
        provisional.remove(traceId);
        if (!run.ended(traceId, outcome)) {
            waiting.remove(traceId); // already counted, so a later outcome changes nothing
            return false;
        }
        return true;
    }

    @Override
    public void unless(String traceId, UnitOutcome provisionally) {
        if (waiting.containsKey(traceId)) {
            provisional.put(traceId, provisionally);
        }
    }

    @Override
    public boolean expire(long now, ExperimentRun run) {
        boolean any = false;
        Iterator<Map.Entry<String, Long>> units = waiting.entrySet().iterator();
        while (units.hasNext()) {
            Map.Entry<String, Long> unit = units.next();
            if (now - unit.getValue() >= waitMs) {
                UnitOutcome outcome = provisional.remove(unit.getKey());
                if (outcome != null) {
                    run.ended(unit.getKey(), outcome);
                }
                units.remove();
                any = true;
            }
        }
        if (any) {
            run.expire(now);
        }
        return any;
    }

    @Override
    public Set<String> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    @Override
    public StoredSessions stored() {
        return null;
    }
}
