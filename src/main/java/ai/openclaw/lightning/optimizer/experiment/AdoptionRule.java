package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.optimizer.stats.Multiplicity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides about all running experiments together. */
public final class AdoptionRule {

    /** The expected share of useless rules among those adopted; one experiment alone is adopted at evidence 20. */
    private static final double FALSE_SHARE = 0.05;

    private AdoptionRule() {}

    /**
     * A verdict for each experiment, by its id, in the given order. e-BH judges the evidence of all betting trials that
     * continue together, so that more experiments do not mean more false adoptions.
     *
     * @param running all experiments without a verdict, including those without new outcomes
     */
    public static Map<String, Verdict> verdicts(List<ExperimentRun> running) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<ExperimentRun> trials = new ArrayList<>();
        for (ExperimentRun run : running) {
            Verdict own = run.verdict();
            verdicts.put(run.plan().id(), own);
            if (own.leavesItToTheEvidence()
                    && run.plan().purpose() == Purpose.TRIAL
                    && run.plan().method() == Method.BETTING) {
                trials.add(run);
            }
        }
        double[] evidence = trials.stream().mapToDouble(ExperimentRun::evidence).toArray();
        boolean[] adopted = Multiplicity.eBenjaminiHochberg(evidence, FALSE_SHARE);
        for (int i = 0; i < adopted.length; i++) {
            if (adopted[i]) {
                String reason = String.format(Locale.ROOT, "The treated do better: evidence %.0f.", evidence[i]);
                verdicts.put(trials.get(i).plan().id(), new Verdict.Adopt(reason));
            }
        }
        return verdicts;
    }
}
