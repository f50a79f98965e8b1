package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /** Begins a trial. */
    Experiment start(Suggestion suggestion, double probability, long now, Set<String> knownErrorClasses) {
        return begin(plans.trial(suggestion, probability, now, knownErrorClasses));
    }

    private Experiment begin(Experiment plan) {
        experiments.put(plan.id(), new LiveExperiment(plan));
        return plan;
    }

    /** Where to read assignments from: before the first that any experiment under way may not know. */
    long assignedUntil() {
        return underWay().stream()
                .mapToLong(experiment -> Math.max(0, experiment.run().lastOrder()))
                .min()
                .orElse(0);
    }

    void assigned(StoredAssignment trace, Supplier<String> stratum) {
        for (LiveExperiment experiment : underWay()) {
            boolean named = trace.arms().stream()
                    .anyMatch(arm -> arm.experiment().equals(experiment.plan().id()));
            if (named && experiment.assigned(trace, stratum.get())) {
                experiments.touch(experiment.plan().id());
            }
        }
    }

    /** Takes in how a trace went. */
    void ended(String traceId, UnitOutcome outcome) {
        for (LiveExperiment experiment : underWay()) {
            if (experiment.ended(traceId, outcome)) {
                experiments.touch(experiment.plan().id());
            }
        }
    }

    void abandoned(String traceId) {
        underWay().forEach(experiment -> experiment.abandoned(traceId));
    }

    /** Gives up waiting where that took too long. All that is stored must have been read before. */
    void expire(long now) {
        for (LiveExperiment experiment : underWay()) {
            if (experiment.expire(now)) {
                experiments.touch(experiment.plan().id());
            }
        }
    }

    /**
     * Counts what can be counted. A verdict follows after each unit, so that it depends neither on when the optimizer runs
     * nor on how many outcomes came in together; the experiments take turns.
     */
    void count(long now, Portfolio portfolio) {
        boolean any = true;
        while (any) {
            any = false;
            for (LiveExperiment experiment : underWay()) {
                if (experiment.countNext()) {
                    experiments.touch(experiment.plan().id());
                    judge(now, portfolio);
                    any = true;
                }
            }
        }
    }

    private void judge(long now, Portfolio portfolio) {
        List<LiveExperiment> running = underWay().stream()
                .filter(experiment -> experiment.status() == LiveExperiment.Status.RUNNING)
                .toList();
        Map<String, Verdict> verdicts =
                AdoptionRule.verdicts(running.stream().map(LiveExperiment::run).toList());
        running.forEach(
                experiment -> follow(experiment, verdicts.get(experiment.plan().id()), now, portfolio));
    }

    private void follow(LiveExperiment experiment, Verdict verdict, long now, Portfolio portfolio) {
        if (verdict instanceof Verdict.GoOn) {
            return;
        }
        Experiment plan = experiment.plan();
        boolean trial = plan.purpose() == Purpose.TRIAL;
        experiments.touch(plan.id());
        if (verdict instanceof Verdict.Pause) {
            experiment.become(LiveExperiment.Status.PAUSED, verdict.reason(), now);
            return;
        }
        experiment.become(LiveExperiment.Status.ENDED, verdict.reason(), now);
        if (verdict instanceof Verdict.Adopt) {
            change(plan, Status.ADOPTED, verdict, now, portfolio);
            begin(plans.holdOut(plan, now));
        } else if (verdict instanceof Verdict.RollBack) {
            change(plan, Status.ROLLED_BACK, verdict, now, portfolio);
        } else if (trial) {
            change(plan, Status.REFUTED, verdict, now, portfolio);
        } else {
            plan.suggestionIds().forEach(id -> portfolio.complete(id, now, Decisions.AUTO));
        }
    }

    private static void change(Experiment plan, Status to, Verdict verdict, long now, Portfolio portfolio) {
        for (String id : plan.suggestionIds()) {
            portfolio.change(portfolio.get(id), to, now, Decisions.AUTO, verdict.reason());
        }
    }

    /** The rule is not wanted any more. */
    void endThoseOf(String suggestionId, String why, long now) {
        for (LiveExperiment experiment : underWayOf(suggestionId)) {
            experiment.become(LiveExperiment.Status.ENDED, why, now);
            experiments.touch(experiment.plan().id());
        }
    }

    /**
     * Ends those whose suggestion is elsewhere in its life. There are some only when a decision was undone, because its save
     * did not answer in time, and was stored after all.
     */
    void endOrphans(Portfolio portfolio, long now) {
        for (LiveExperiment experiment : underWay()) {
            Status needed = experiment.plan().purpose() == Purpose.TRIAL ? Status.IN_EXPERIMENT : Status.ADOPTED;
            boolean fits = experiment.suggestionIds().stream()
                    .map(portfolio::get)
                    .allMatch(suggestion -> suggestion != null && suggestion.status() == needed);
            if (!fits) {
                experiment.become(LiveExperiment.Status.ENDED, "Its suggestion is not on trial.", now);
                experiments.touch(experiment.plan().id());
            }
        }
    }

    /** A person lets a paused experiment go on; false when there is no experiment under way. */
    boolean resume(String suggestionId, String why, long now) {
        List<LiveExperiment> those = underWayOf(suggestionId);
        for (LiveExperiment experiment : those) {
            if (experiment.status() == LiveExperiment.Status.PAUSED) {
                experiment.resume(why, now);
                experiments.touch(experiment.plan().id());
            }
        }
        return !those.isEmpty();
    }

    /** The way back to what is now, as long as nothing but a decision about that suggestion changes anything. */
    Runnable undo(String suggestionId) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(experiments.undo());
        underWayOf(suggestionId).forEach(experiment -> steps.add(experiment.undo()));
        return () -> steps.forEach(Runnable::run);
    }

    private List<LiveExperiment> underWay() {
        return experiments.all().stream()
                .filter(experiment -> !experiment.isEnded())
                .toList();
    }

    private List<LiveExperiment> underWayOf(String suggestionId) {
        return underWay().stream()
                .filter(experiment -> experiment.suggestionIds().contains(suggestionId))
                .toList();
    }

    /** Trials that have no verdict; a paused one still takes a place. */
    long trials() {
        return underWay().stream()
                .filter(experiment -> experiment.plan().purpose() == Purpose.TRIAL)
                .count();
    }

    /** Traces whose outcome is waited for. */
    List<String> waiting() {
        return underWay().stream()
                .flatMap(experiment -> experiment.waiting().stream())
                .distinct()
                .toList();
    }

    List<ExperimentReport> reports() {
        return experiments.all().stream()
                .map(LiveExperiment::report)
                .sorted(Comparator.comparingLong(
                                (ExperimentReport report) -> -report.plan().startedAt())
                        .thenComparing(report -> report.plan().id()))
                .toList();
    }

    RulesInEffect rules(Portfolio portfolio) {
        return GuidanceBuilder.inEffect(portfolio, experiments.all());
    }

    ActiveGuidance guidance(Portfolio portfolio) {
        return GuidanceBuilder.of(portfolio, experiments.all());
    }

    /** What changed since it was asked last. */
    List<LiveExperiment> takeChanged() {
        return experiments.take();
    }

    /** What was taken could not be stored. */
    void giveBack(List<LiveExperiment> taken) {
        taken.forEach(one -> experiments.touch(one.plan().id()));
    }
}
