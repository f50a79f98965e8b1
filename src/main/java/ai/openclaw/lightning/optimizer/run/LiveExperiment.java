package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.EvidencePoint;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.ExperimentState;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.run.Units.StoredSessions;
import ai.openclaw.lightning.optimizer.run.Units.UnitRole;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An experiment in a bridge: its run and its status. Not thread-safe. */
final class LiveExperiment {

    /**
     * Only a running experiment assigns arms and counts. A paused one waits for a person, and still takes in the
     * outcomes of traces that have an arm.
     */
    enum Status {
        RUNNING,
        PAUSED,
        ENDED;

        String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The stored form of everything it knows.
     *
     * @param endedAt null while it runs
     * @param sessions null unless sessions are the unit
     * @param history how its evidence grew
     */
    record Stored(
            ExperimentState state,
            Status status,
            String reason,
            Long endedAt,
            long treated,
            long applied,
            StoredSessions sessions,
            List<EvidencePoint> history) {

        Stored {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(reason, "reason");
            history = List.copyOf(history);
            if ((state.plan().unit() == Experiment.Unit.SESSION) != (sessions != null)) {
                throw new IllegalArgumentException("stored sessions and the experiment's unit do not match");
            }
        }
    }

    private static final int EARLY_UNITS = 100;

    private final Units units;
    private final EvidenceHistory history;
    private ExperimentRun run;
    private Status status;
    private String reason;
    private Long endedAt;
    private long treated;
    private long applied;

    /** One that begins. */
    LiveExperiment(ExperimentRun run) {
        this(new Stored(
                run.state(),
                Status.RUNNING,
                "It has just begun.",
                null,
                0,
                0,
                run.plan().unit() == Experiment.Unit.SESSION ? StoredSessions.NONE : null,
                List.of()));
    }

    LiveExperiment(Stored stored) {
        run = ExperimentRun.resume(stored.state());
        status = stored.status();
        reason = stored.reason();
        endedAt = stored.endedAt();
        treated = stored.treated();
        applied = stored.applied();
        history = new EvidenceHistory(stored.history());
        units = stored.sessions() == null
                ? new TraceUnits(stored.state())
                : new SessionUnits(stored.sessions(), stored.state().plan().outcomes());
    }

    /** Takes in a trace of this experiment that is in the arm of its draw; returns whether it did. */
    boolean assigned(StoredAssignment trace, Supplier<String> stratum) {
        Optional<ArmAssignment> arm = armOf(trace);
        if (isEnded() || arm.isEmpty()) {
            return false;
        }
        UnitRole role = units.roleOf(trace);
        if (role != UnitRole.FIRST) {
            return role == UnitRole.FURTHER;
        }
        boolean isTreated = arm.get().arm().equals(ArmAssignment.TREATMENT);
        boolean taken = run.assigned(new Assignment(
                trace.id(), units.idOf(trace), isTreated, plan().probability(), stratum.get(), trace.assignedAt()));
        if (taken) {
            units.begun(trace);
            treated += isTreated ? 1 : 0;
            applied += isTreated && arm.get().applied() ? 1 : 0;
        }
        return taken;
    }

    private Optional<ArmAssignment> armOf(StoredAssignment trace) {
        Experiment plan = plan();
        return trace.arms().stream()
                .filter(arm -> arm.experiment().equals(plan.id()))
                .findFirst()
                .filter(arm -> Objects.equals(plan.agentId(), trace.labels().agentId()))
                .filter(arm -> arm.arm().equals(ArmDraw.arm(plan.key(), units.idOf(trace), plan.probability())));
    }

    /** Takes in what became of a trace; returns whether that was awaited and is final. */
    boolean closed(TraceEvidence trace, TraceOutcome outcome) {
        if (isEnded()) {
            return false;
        }
        Trigger situation = plan().aim().trigger();
        boolean reached = situation == null || Scoring.reaches(situation, trace);
        Optional<UnitOutcome> finalOne = outcome.finalFor(plan().outcomes());
        if (finalOne.isPresent()) {
            return units.ended(trace.traceId(), finalOne.get().reaching(reached), run);
        }
        outcome.provisionalFor(plan().outcomes())
                .ifPresent(one -> units.unless(trace.traceId(), one.reaching(one.estimated() != null && reached)));
        return false;
    }

    /** Stops waiting for overdue units; returns whether there were any. */
    boolean expire(long now) {
        return !isEnded() && units.expire(now, run);
    }

    /** Counts one more unit if possible and returns whether it did; ask for a verdict after each. */
    boolean countNext() {
        if (status != Status.RUNNING || !run.countNext()) {
            return false;
        }
        if (history.wants(run.counted())) {
            history.add(ExperimentReports.point(run));
        }
        return true;
    }

    void become(Status next, String why, long now) {
        status = next;
        reason = why;
        endedAt = next == Status.ENDED ? Long.valueOf(now) : null;
    }

    /** Pauses, or resumes with a person's approval; whether that changed anything. */
    boolean setPaused(boolean paused, String why, long now) {
        boolean changes = paused != (status == Status.PAUSED);
        if (changes && !paused) {
            run.acknowledge();
        }
        if (changes) {
            become(paused ? Status.PAUSED : Status.RUNNING, why, now);
        }
        return changes;
    }

    /** Restores the present state when run; valid as long as nothing but the status changes. */
    Runnable undo() {
        ExperimentState state = run.state();
        Status oldStatus = status;
        String oldReason = reason;
        Long oldEnd = endedAt;
        return () -> {
            run = ExperimentRun.resume(state);
            status = oldStatus;
            reason = oldReason;
            endedAt = oldEnd;
        };
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

    boolean isEnded() {
        return status == Status.ENDED;
    }

    /** Whether it counts estimates of this agent's outcomes now. */
    boolean isEstimating(String agentId) {
        return status == Status.RUNNING
                && plan().outcomes() == Experiment.Outcomes.ESTIMATED
                && Objects.equals(plan().agentId(), agentId);
    }

    /** Whether harm stopped it so soon that it may have been chance, as happens to one useless rule in twelve. */
    boolean wasStoppedEarly() {
        return isEnded()
                && plan().method() == Experiment.Method.BETTING
                && run.harmEvidence() >= ExperimentRun.HARM_EVIDENCE
                && run.counted() <= EARLY_UNITS;
    }

    Set<String> waiting() {
        return units.waiting();
    }

    Stored stored() {
        return new Stored(run.state(), status, reason, endedAt, treated, applied, units.stored(), history.points());
    }

    /** What it has found so far. */
    ExperimentReport report(long now, double evidenceNeeded) {
        Double appliedShare = treated == 0 ? null : Double.valueOf((double) applied / treated);
        String latest = status == Status.RUNNING ? run.verdict().reason() : reason;
        return ExperimentReports.of(
                run, status.jsonName(), latest, endedAt, evidenceNeeded, appliedShare, history.points(), now);
    }

    List<String> suggestionIds() {
        return plan().suggestionIds();
    }
}
