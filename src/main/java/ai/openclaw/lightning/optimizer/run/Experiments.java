package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** All experiments, running and ended. Not thread-safe. */
final class Experiments {

    private final ExperimentPlans plans;
    private final ChangeTracker<LiveExperiment> experiments = new ChangeTracker<>();

    Experiments(ExperimentPlans plans, Collection<LiveExperiment> stored) {
        this.plans = plans;
        stored.forEach(one -> experiments.load(one.plan().id(), one));
    }

    /** Starts a trial; a second one of the same rule goes on with the evidence of the first. */
    Experiment start(Suggestion suggestion, double probability, long now, AgentFacts facts, boolean automatic) {
        var first = trials(suggestion.id()).stream()
                .findFirst()
                .map(one -> one.run().state());
        int probation = automatic ? ExperimentPlans.probationAfter(first) : 0;
        Experiment plan = plans.trial(suggestion, probability, now, facts, probation);
        return begin(first.map(one -> ExperimentRun.startAgain(plan, one)).orElseGet(() -> ExperimentRun.start(plan)));
    }

    /** The trials of a rule, the latest first. */
    List<LiveExperiment> trials(String suggestionId) {
        return experiments.all().stream()
                .filter(one -> one.plan().purpose() == Purpose.TRIAL)
                .filter(one -> one.suggestionIds().contains(suggestionId))
                .sorted(Comparator.comparingLong(one -> -one.plan().startedAt()))
                .toList();
    }

    /** Starts a hold-out that watches the rules that a trial adopted. */
    void startHoldOut(Experiment trial, long now) {
        begin(ExperimentRun.start(plans.holdOut(trial, now)));
    }

    private Experiment begin(ExperimentRun run) {
        experiments.put(run.plan().id(), new LiveExperiment(run));
        return run.plan();
    }

    /** Marks the experiment as changed. */
    void touch(LiveExperiment experiment) {
        experiments.touch(experiment.plan().id());
    }

    /** Where to start reading assignments: after the last one that every experiment under way knows. */
    long assignedUntil() {
        return underWay().stream()
                .mapToLong(experiment -> Math.max(0, experiment.run().lastOrder()))
                .min()
                .orElse(0);
    }

    /** Takes in an assignment; returns whether any of them did. */
    boolean assigned(StoredAssignment trace, Supplier<String> stratum) {
        List<LiveExperiment> those = underWay().stream()
                .filter(experiment -> experiment.assigned(trace, stratum))
                .toList();
        those.forEach(this::touch);
        return !those.isEmpty();
    }

    /** Takes in what became of a trace; returns whether anybody waited for that. */
    boolean closed(TraceEvidence trace, TraceOutcome outcome) {
        boolean any = false;
        for (LiveExperiment experiment : underWay()) {
            if (experiment.closed(trace, outcome)) {
                touch(experiment);
                any = true;
            }
        }
        return any;
    }

    /** Stops waiting for overdue outcomes. Read everything stored before calling it. */
    void expire(long now) {
        for (LiveExperiment experiment : underWay()) {
            if (experiment.expire(now)) {
                touch(experiment);
            }
        }
    }

    /** Ends the experiments of a rule that is no longer wanted. */
    void endThoseOf(String suggestionId, String why, long now) {
        for (LiveExperiment experiment : underWayOf(suggestionId)) {
            experiment.become(LiveExperiment.Status.ENDED, why, now);
            touch(experiment);
        }
    }

    /**
     * Ends experiments whose suggestion has another status. That happens only when a save timed out, its decision was
     * undone, and the save succeeded after all. An unreadable suggestion may have the right status.
     */
    void endOrphans(Portfolio portfolio, long now) {
        for (LiveExperiment experiment : underWay()) {
            Status needed = experiment.plan().purpose() == Purpose.TRIAL ? Status.IN_EXPERIMENT : Status.ADOPTED;
            boolean fits = experiment.suggestionIds().stream()
                    .filter(id -> !portfolio.isUnreadable(id))
                    .map(portfolio::get)
                    .allMatch(suggestion -> suggestion != null && suggestion.status() == needed);
            if (!fits) {
                experiment.become(
                        LiveExperiment.Status.ENDED, "The status of its suggestion rules out an experiment.", now);
                touch(experiment);
            }
        }
    }

    /** Pauses or resumes its experiment for a person; false when none is under way. */
    boolean setPaused(String suggestionId, boolean paused, String why, long now) {
        List<LiveExperiment> those = underWayOf(suggestionId);
        for (LiveExperiment experiment : those) {
            if (experiment.setPaused(paused, why, now)) {
                touch(experiment);
            }
        }
        return !those.isEmpty();
    }

    /** Restores the present state when run; valid as long as experiments are only begun. */
    Runnable undo() {
        return experiments.undo();
    }

    /** Restores the present state when run; valid as long as only a decision about that suggestion changes it. */
    Runnable undo(String suggestionId) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(experiments.undo());
        underWayOf(suggestionId).forEach(experiment -> steps.add(experiment.undo()));
        return () -> steps.forEach(Runnable::run);
    }

    /** Experiments without a final verdict, including paused ones. */
    List<LiveExperiment> underWay() {
        return experiments.all().stream()
                .filter(experiment -> !experiment.isEnded())
                .toList();
    }

    private List<LiveExperiment> underWayOf(String suggestionId) {
        return underWay().stream()
                .filter(experiment -> experiment.suggestionIds().contains(suggestionId))
                .toList();
    }

    /** The number of unfinished trials; paused and unreadable ones still count. */
    long trials(Portfolio portfolio) {
        Set<String> withoutTrial = portfolio.onTrial();
        long trials = 0;
        for (LiveExperiment experiment : underWay()) {
            if (experiment.plan().purpose() == Purpose.TRIAL) {
                trials++;
                experiment.suggestionIds().forEach(withoutTrial::remove);
            }
        }
        return trials + withoutTrial.size();
    }

    /** The plans of an agent's running experiments that count estimates. */
    List<Experiment> estimating(String agentId) {
        var those = underWay().stream().filter(one -> one.isEstimating(agentId));
        return those.map(LiveExperiment::plan).toList();
    }

    /** The traces whose outcomes are still awaited. */
    List<String> waiting() {
        return underWay().stream()
                .flatMap(experiment -> experiment.waiting().stream())
                .distinct()
                .toList();
    }

    List<ExperimentReport> reports(Portfolio portfolio, long now) {
        return experiments.all().stream()
                .map(experiment -> report(experiment, portfolio, now))
                .sorted(Comparator.comparingLong(
                                (ExperimentReport report) -> -report.plan().startedAt())
                        .thenComparing(report -> report.plan().id()))
                .toList();
    }

    private static ExperimentReport report(LiveExperiment experiment, Portfolio portfolio, long now) {
        ExperimentReport report = experiment.report(now, HelperTrials.evidenceNeeded(experiment.plan(), portfolio));
        return experiment.isEnded() || portfolio.knowsAllOf(experiment.plan())
                ? report
                : report.paused("It waits for a stored suggestion that can't be read.");
    }

    /** How many trials of an agent have ended. */
    long ended(String agentId) {
        return experiments.all().stream()
                .filter(one -> one.isEnded() && one.plan().purpose() == Purpose.TRIAL)
                .filter(one -> Objects.equals(agentId, one.plan().agentId()))
                .count();
    }

    /** What the trials that have ended found rules to bring. */
    GainPrior gains() {
        double[] measured = experiments.all().stream()
                .filter(one -> one.isEnded() && one.plan().purpose() == Purpose.TRIAL)
                .map(one -> one.run().state())
                .filter(state -> state.counted() > 0)
                .mapToDouble(state -> state.all().interval().mean())
                .toArray();
        return GainPrior.after(measured.length, Arrays.stream(measured).sum());
    }

    RulesInEffect rules(Portfolio portfolio) {
        return GuidanceBuilder.inEffect(portfolio, experiments.all());
    }

    ActiveGuidance guidance(Portfolio portfolio) {
        return GuidanceBuilder.of(portfolio, experiments.all());
    }

    /** Takes the changes since the last call. */
    List<LiveExperiment> takeChanged() {
        return experiments.take();
    }

    /** Marks the taken changes as unsaved again, because they could not be stored. */
    void giveBack(List<LiveExperiment> taken) {
        taken.forEach(one -> experiments.touch(one.plan().id()));
    }
}
