package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.optimizer.stats.Multiplicity;
import java.util.ArrayList;
import java.util.HashMap;
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
     * A verdict for each experiment, by its id, in the given order. Closed e-BH judges the evidence of all betting trials of
     * an agent that continue together, so that more experiments do not mean more false adoptions. Trials of other agents,
     * and those that have not counted a unit yet, do not make an agent's rules harder to adopt.
     *
     * @param running all experiments without a verdict, including those without new outcomes
     */
    public static Map<String, Verdict> verdicts(List<ExperimentRun> running) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, List<ExperimentRun>> trials = new HashMap<>();
        for (ExperimentRun run : running) {
            Verdict own = run.verdict();
            verdicts.put(run.plan().id(), own);
            if (own.leavesItToTheEvidence()
                    && run.plan().purpose() == Purpose.TRIAL
                    && run.plan().method() == Method.BETTING
                    && run.counted() > 0) {
                trials.computeIfAbsent(run.plan().agentId(), agent -> new ArrayList<>())
                        .add(run);
            }
        }
        trials.values().forEach(ofAgent -> verdicts.putAll(adoptions(ofAgent)));
        return verdicts;
    }

    /**
     * A verdict for a trial that shares its error level with earlier ones and not with those that run beside it.
     *
     * @param needed the evidence that adopts its rule
     */
    public static Verdict verdict(ExperimentRun run, double needed) {
        Verdict own = run.verdict();
        return own.leavesItToTheEvidence() && run.evidence() >= needed
                ? new Verdict.Adopt(reason(run.plan().aim().goal(), run.evidence()))
                : own;
    }

    private static Map<String, Verdict> adoptions(List<ExperimentRun> trials) {
        double[] evidence = trials.stream().mapToDouble(ExperimentRun::evidence).toArray();
        boolean[] adopted = Multiplicity.closedEBenjaminiHochberg(evidence, FALSE_SHARE);
        Map<String, Verdict> adoptions = new HashMap<>();
        for (int i = 0; i < adopted.length; i++) {
            if (adopted[i]) {
                Experiment plan = trials.get(i).plan();
                adoptions.put(plan.id(), new Verdict.Adopt(reason(plan.aim().goal(), evidence[i])));
            }
        }
        return adoptions;
    }

    private static String reason(Aim.Goal goal, double evidence) {
        return switch (goal) {
            case SUCCESS -> String.format(Locale.ROOT, "With the rule it goes better: evidence %.0f.", evidence);
            case FEWER_CALLS ->
                String.format(
                        Locale.ROOT, "With the rule it takes fewer calls and goes no worse: evidence %.0f.", evidence);
        };
    }
}
