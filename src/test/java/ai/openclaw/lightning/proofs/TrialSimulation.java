package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays whole experiments through the product's own code, looking at the verdict after every outcome. */
final class TrialSimulation {

    /**
     * One unit as the world has it.
     *
     * @param outcome null when its reward never arrives
     * @param stratum what was known of it before
     * @param completedAt the time at which its outcome is known; units are assigned at 0, 1, 2, …
     */
    record Unit(boolean treated, double probability, Double outcome, String stratum, double completedAt) {

        static Unit prompt(boolean treated, double probability, double outcome) {
            return new Unit(treated, probability, outcome, "", 0);
        }
    }

    /**
     * How it ended.
     *
     * @param units counted until then
     */
    record Ending(Verdict verdict, int units) {

        boolean adopted() {
            return verdict instanceof Verdict.Adopt;
        }

        boolean rolledBack() {
            return verdict instanceof Verdict.RollBack;
        }

        boolean paused() {
            return verdict instanceof Verdict.Pause;
        }
    }

    private TrialSimulation() {}

    static Experiment plan(int unitsMax, Aim aim) {
        return plan(unitsMax, aim, Experiment.Outcomes.EXPLICIT);
    }

    static Experiment plan(int unitsMax, Aim aim, Experiment.Outcomes outcomes) {
        return new Experiment(
                "experiment",
                "key",
                List.of("suggestion"),
                "agent",
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                unitsMax,
                0,
                Set.of(),
                aim,
                outcomes);
    }

    /** Outcomes arrive in the order of completion; a verdict follows after each unit that is counted. */
    static Ending play(List<Unit> units) {
        ExperimentRun run = ExperimentRun.start(plan(units.size() + 1, Aim.SUCCESS));
        List<Integer> arrivals = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            run.assigned(new Assignment(i, "u" + i, unit.treated(), unit.probability(), unit.stratum(), i));
            arrivals.add(i);
        }
        arrivals.sort((a, b) ->
                Double.compare(units.get(a).completedAt(), units.get(b).completedAt()));
        for (int index : arrivals) {
            Unit unit = units.get(index);
            run.ended("u" + index, unit.outcome() == null ? UnitOutcome.missing() : UnitOutcome.scored(unit.outcome()));
            while (run.countNext()) {
                Verdict verdict = AdoptionRule.verdicts(List.of(run)).get("experiment");
                if (!(verdict instanceof Verdict.GoOn)) {
                    return new Ending(verdict, (int) run.state().counted());
                }
            }
        }
        return new Ending(new Verdict.GoOn("ended"), units.size());
    }
}
