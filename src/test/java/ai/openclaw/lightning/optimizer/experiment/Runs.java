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
        while (run.countNext()) {}
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

    /** Twenty units, of which the treated end with this class of error. */
    static ExperimentRun withErrors(String errorClass, boolean alsoControl) {
        ExperimentRun run = run();
        for (int i = 0; i < 20; i++) {
            boolean treated = i % 2 == 1;
            Set<String> errors = treated || alsoControl ? Set.of(errorClass) : Set.of();
            run.assigned(unit(i, treated));
            end(run, "u" + i, new UnitOutcome(1.0, false, false, null, errors, 0));
        }
        return run;
    }
}
