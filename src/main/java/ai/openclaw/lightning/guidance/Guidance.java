package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one trace is told.
 *
 * @param rules in the order of the snapshot, those of the experiments last
 * @param arms one for each running experiment of the agent
 */
public record Guidance(List<ActiveRule> rules, List<ArmAssignment> arms) {

    public static final Guidance NONE = new Guidance(List.of(), List.of());

    public Guidance {
        rules = List.copyOf(rules);
        arms = List.copyOf(arms);
    }

    /** Returns the rules and arms for a trace that starts now; depends on its arguments only. */
    public static Guidance forTrace(ActiveGuidance snapshot, String agentId, String traceId, String sessionKey) {
        List<RunningExperiment> experiments = experimentsOf(snapshot, agentId);
        List<ActiveRule> rules = new ArrayList<>(rulesOf(snapshot, agentId));
        List<ArmAssignment> arms = new ArrayList<>();
        for (RunningExperiment experiment : experiments) {
            ArmAssignment arm = draw(experiment, traceId, sessionKey);
            arms.add(arm);
            if (experiment.isOn() && arm.arm().equals(ArmAssignment.TREATMENT)) {
                rules.removeIf(rule -> experiment.replaces().contains(rule.id()));
                rules.addAll(experiment.rules());
            }
        }
        return new Guidance(rules, arms);
    }

    /** The rules for every trace of an agent, except those that its arms replace. */
    public static List<ActiveRule> rulesOf(ActiveGuidance snapshot, String agentId) {
        // Both arms keep room for every rule on trial, or control would get rules that treatment lacks.
        int onTrial = experimentsOf(snapshot, agentId).stream()
                .mapToInt(RunningExperiment::room)
                .sum();
        return snapshot.rules().stream()
                .filter(rule -> Objects.equals(rule.agentId(), agentId))
                .limit(Math.max(0, ActiveGuidance.RULES_MAX - onTrial))
                .toList();
    }

    /** The experiments an agent takes part in: what {@code GET /guidance} lists. */
    public static List<RunningExperiment> experimentsOf(ActiveGuidance snapshot, String agentId) {
        return snapshot.experiments().stream()
                .filter(experiment -> Objects.equals(experiment.plan().agentId(), agentId))
                .toList();
    }

    /**
     * Says what is wrong with an arm that a client computed itself; empty when the draw gives the same arm. An
     * experiment that has ended in the meantime is not the client's mistake.
     */
    public static Optional<String> mismatch(
            ActiveGuidance snapshot, ArmAssignment claimed, String traceId, String sessionKey) {
        return snapshot.experiments().stream()
                .filter(one -> one.plan().id().equals(claimed.experiment()))
                .map(one -> draw(one, traceId, sessionKey))
                .filter(drawn -> !drawn.arm().equals(claimed.arm()))
                .map(drawn -> "experiment " + claimed.experiment() + " assigns this trace to " + drawn.arm())
                .findFirst();
    }

    private static ArmAssignment draw(RunningExperiment experiment, String traceId, String sessionKey) {
        Experiment plan = experiment.plan();
        String arm = ArmDraw.arm(plan.key(), experiment.unitId(traceId, sessionKey), plan.probability());
        // Nobody has to be told anything to be in the control arm.
        boolean applied = experiment.isOn() || arm.equals(ArmAssignment.CONTROL);
        return new ArmAssignment(plan.id(), arm, plan.probability(), applied);
    }

    /** The text to add to the prompt, one rule per line; empty without rules. */
    public String text() {
        return rules.stream().map(rule -> "- " + rule.text()).collect(Collectors.joining("\n"));
    }
}
