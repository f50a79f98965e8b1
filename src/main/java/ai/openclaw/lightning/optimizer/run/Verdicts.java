package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the outcomes of experiments and lets their verdicts take effect. Not thread-safe. */
final class Verdicts {

    private final Experiments experiments;
    private final Portfolio portfolio;

    Verdicts(Experiments experiments, Portfolio portfolio) {
        this.experiments = experiments;
        this.portfolio = portfolio;
    }

    /**
     * Counts all units that can be counted. It judges after each unit, so that a verdict depends neither on when the
     * optimizer runs nor on how many outcomes came in together. The experiments take turns.
     */
    void count(long now) {
        boolean any = true;
        while (any) {
            any = false;
            for (LiveExperiment experiment : readable()) {
                if (experiment.countNext()) {
                    experiments.touch(experiment);
                    judge(now);
                    any = true;
                }
            }
        }
    }

    private void judge(long now) {
        List<LiveExperiment> running = readable().stream()
                .filter(experiment -> experiment.status() == LiveExperiment.Status.RUNNING)
                .toList();
        List<ExperimentRun> together = new ArrayList<>();
        Map<String, Verdict> verdicts = new HashMap<>();
        for (LiveExperiment experiment : running) {
            Experiment plan = experiment.plan();
            if (plan.purpose() == Purpose.TRIAL && HelperTrials.isOne(plan, portfolio)) {
                double needed = HelperTrials.evidenceNeeded(plan, portfolio);
                verdicts.put(plan.id(), AdoptionRule.verdict(experiment.run(), needed));
            } else {
                together.add(experiment.run());
            }
        }
        verdicts.putAll(AdoptionRule.verdicts(together));
        running.forEach(
                experiment -> follow(experiment, verdicts.get(experiment.plan().id()), now));
    }

    private void follow(LiveExperiment experiment, Verdict verdict, long now) {
        if (verdict instanceof Verdict.GoOn) {
            return;
        }
        Experiment plan = experiment.plan();
        experiments.touch(experiment);
        if (verdict instanceof Verdict.Pause) {
            experiment.become(LiveExperiment.Status.PAUSED, verdict.reason(), now);
            return;
        }
        experiment.become(LiveExperiment.Status.ENDED, verdict.reason(), now);
        if (verdict instanceof Verdict.Adopt) {
            change(plan, Status.ADOPTED, verdict, now);
            experiments.startHoldOut(plan, now);
        } else if (verdict instanceof Verdict.RollBack) {
            change(plan, Status.ROLLED_BACK, verdict, now);
        } else if (verdict instanceof Verdict.End) {
            if (plan.purpose() == Purpose.TRIAL) {
                change(plan, Status.REFUTED, verdict, now);
            } else {
                plan.suggestionIds().forEach(id -> portfolio.complete(id, now, Decisions.AUTO));
            }
        } else {
            throw new UnknownKindException(verdict);
        }
    }

    private void change(Experiment plan, Status to, Verdict verdict, long now) {
        for (String id : plan.suggestionIds()) {
            portfolio.change(portfolio.get(id), to, now, Decisions.AUTO, verdict.reason());
        }
    }

    /** Leaves out experiments with an unreadable suggestion, whose verdict could not be stored; their units wait. */
    private List<LiveExperiment> readable() {
        return experiments.underWay().stream()
                .filter(experiment -> portfolio.knowsAllOf(experiment.plan()))
                .toList();
    }
}
