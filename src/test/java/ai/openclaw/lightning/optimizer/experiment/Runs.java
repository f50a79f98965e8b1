package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Experiments for tests, and units that go through them. */
final class Runs {

    private Runs() {}

    static Experiment plan(String id, Experiment.Method method, int unitsMax) {
        return plan(id, method, unitsMax, Aim.SUCCESS);
    }

    static Experiment plan(String id, Experiment.Method method, int unitsMax, Aim aim) {
        return new Experiment(
                id,
                "key",
                List.of("rule"),
                "agent",
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                method,
                0.5,
                unitsMax,
                0,
                Set.of("Timeout"),
                aim,
                Experiment.Outcomes.EXPLICIT);
    }

    static ExperimentRun run() {
        return ExperimentRun.start(plan("e", Experiment.Method.BETTING, 10_000));
    }

    static Assignment unit(int order, boolean treated) {
        return new Assignment(order, "u" + order, treated, 0.5, "stratum " + order % 3, order);
    }

    static void end(ExperimentRun run, String unitId, UnitOutcome outcome) {
        run.ended(unitId, outcome);
        countAll(run);
    }

    static void countAll(ExperimentRun run) {
        boolean counted = true;
        while (counted) {
            counted = run.countNext();
        }
    }

    static void feed(ExperimentRun run, int from, int count, double control, double treatment) {
        SplittableRandom random = new SplittableRandom(from + 1);
        for (int i = from; i < from + count; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(unit(i, treated));
            double rate = treated ? treatment : control;
            end(run, "u" + i, UnitOutcome.scored(random.nextDouble() < rate ? 1 : 0));
        }
    }
}
