package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.proofs.TrialSimulation.Unit;
import ai.openclaw.lightning.traces.RecordedTrace;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The same tasks in two files of recorded traces, the outcome of each. */
record Pairs(List<Double> control, List<Double> treatment, List<String> strata) {

    static Pairs of(String control, String treatment) {
        return new Pairs(successes(control), successes(treatment), strata(control));
    }

    private static List<Double> successes(String file) {
        return RecordedTraces.read(file).stream()
                .map(trace -> trace.success() ? 1.0 : 0.0)
                .toList();
    }

    /** As a bridge would name them that had seen the control's traces before; no text is scored by its own outcome. */
    private static List<String> strata(String file) {
        Learner learner = new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
        List<RecordedTrace> traces = RecordedTraces.read(file);
        for (int i = 0; i < traces.size(); i++) {
            learner.learn(traces.get(i).scored(i, false));
        }
        return traces.stream()
                .map(trace -> learner.stratum(new TraceStart(trace.agentId(), null, null, null, trace.message())))
                .toList();
    }

    List<Unit> shuffled(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[control.size()];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        List<Unit> units = new ArrayList<>(order.length);
        for (int task : order) {
            boolean treated = ArmDraw.uniform("seed-" + seed, "task-" + task) < 0.5;
            units.add(new Unit(treated, 0.5, treated ? treatment.get(task) : control.get(task), strata.get(task), 0));
        }
        return units;
    }
}
