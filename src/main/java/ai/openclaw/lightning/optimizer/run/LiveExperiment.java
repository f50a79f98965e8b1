package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.ExperimentState;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.stats.AlwaysValidInterval;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An experiment in a bridge: its run, and where it is in its life. Not thread-safe. */
final class LiveExperiment {

    /** Where it is. Only a running one assigns arms; a paused one waits for a person. */
    enum Status {
        RUNNING,
        PAUSED,
        ENDED;

        String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Everything it knows, as it is stored; {@code endedAt} is null while it runs. */
    record Stored(ExperimentState state, Status status, String reason, Long endedAt, long treated, long applied) {}

    private static final UnitOutcome ABANDONED = new UnitOutcome(null, false, true, null, Set.of());

    private final ExperimentRun run;

    /** When each unit that may still get an outcome was assigned. */
    private final Map<String, Long> waiting = new HashMap<>();

    /** Of these, the ones that were abandoned and not scored: after the wait they count 0. */
    private final Set<String> abandoned = new HashSet<>();

    private Status status;
    private String reason;
    private Long endedAt;
    private long treated;
    private long applied;

    LiveExperiment(Experiment plan) {
        this(new Stored(ExperimentRun.start(plan).state(), Status.RUNNING, "It has just begun.", null, 0, 0));
    }

    LiveExperiment(Stored stored) {
        run = ExperimentRun.resume(stored.state());
        stored.state()
                .waiting()
                .forEach(unit -> waiting.put(
                        unit.assignment().unitId(), unit.assignment().at()));
        status = stored.status();
        reason = stored.reason();
        endedAt = stored.endedAt();
        treated = stored.treated();
        applied = stored.applied();
    }

    /** Takes a trace in if it is one of this experiment's and in the arm that the draw gives; whether it did. */
    boolean assigned(StoredAssignment trace, String stratum) {
        Experiment plan = run.plan();
        Optional<ArmAssignment> named = trace.arms().stream()
                .filter(arm -> arm.experiment().equals(plan.id()))
                .findFirst();
        boolean takesPart = status == Status.RUNNING
                && named.isPresent()
                && Objects.equals(plan.agentId(), trace.labels().agentId())
                && named.get().arm().equals(ArmDraw.arm(plan.key(), trace.traceId(), plan.probability()));
        if (!takesPart) {
            return false;
        }
        boolean isTreated = named.get().arm().equals(ArmAssignment.TREATMENT);
        boolean taken = run.assigned(new Assignment(
                trace.id(), trace.traceId(), isTreated, plan.probability(), stratum, trace.assignedAt()));
        if (taken) {
            waiting.put(trace.traceId(), trace.assignedAt());
            treated += isTreated ? 1 : 0;
            applied += isTreated && named.get().applied() ? 1 : 0;
        }
        return taken;
    }

    /** Takes in how a unit went; whether it was one that was waited for. */
    boolean ended(String traceId, UnitOutcome outcome) {
        if (!waiting.containsKey(traceId)) {
            return false;
        }
        abandoned.remove(traceId);
        if (!run.ended(traceId, outcome)) {
            waiting.remove(traceId); // counted already: what comes later changes nothing
            return false;
        }
        return true;
    }

    /** The unit was given up without a score; one may still come. */
    void abandoned(String traceId) {
        if (waiting.containsKey(traceId)) {
            abandoned.add(traceId);
        }
    }

    /** Counts those that have waited for too long; whether there were any. */
    boolean expire(long now) {
        boolean any = false;
        Iterator<Map.Entry<String, Long>> units = waiting.entrySet().iterator();
        while (units.hasNext()) {
            Map.Entry<String, Long> unit = units.next();
            if (now - unit.getValue() >= ExperimentRun.OUTCOME_WAIT_MS) {
                if (abandoned.remove(unit.getKey())) {
                    run.ended(unit.getKey(), ABANDONED);
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

    void become(Status next, String why, long now) {
        status = next;
        reason = why;
        endedAt = next == Status.ENDED ? Long.valueOf(now) : null;
    }

    ExperimentRun run() {
        return run;
    }

    Experiment plan() {
        return run.plan();
    }

    Status status() {
        return status;
    }

    Set<String> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    Stored stored() {
        return new Stored(run.state(), status, reason, endedAt, treated, applied);
    }

    /** The order of the last assignment that it knows. */
    long lastOrder() {
        return run.state().lastOrder();
    }

    ExperimentReport report() {
        ExperimentState state = run.state();
        StratumSums sums = state.overall();
        AlwaysValidInterval interval = state.interval();
        boolean shown = interval.count() >= AlwaysValidInterval.FIRST_SHOWN;
        return new ExperimentReport(
                plan(),
                status.jsonName(),
                status == Status.RUNNING ? run.verdict().reason() : reason,
                endedAt,
                state.waiting().size(),
                state.counted(),
                state.missing(),
                run.evidence(),
                run.harmEvidence(),
                treated == 0 ? null : Double.valueOf((double) applied / treated),
                group(sums.others(), sums.othersSum()),
                group(sums.exposed(), sums.exposedSum()),
                new Interval(interval.mean(), shown ? interval.low() : null, shown ? interval.high() : null));
    }

    private static Group group(double units, double sum) {
        return new Group(Math.round(units), units == 0 ? null : Double.valueOf(sum / units));
    }

    List<String> suggestionIds() {
        return plan().suggestionIds();
    }
}
