package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Objects;

/**
 * An experiment with the rules that its treated units are told. The hold-out after adoption is one too; nearly all of
 * its units are treated.
 *
 * @param replaces ids of the rules for everyone that its treated units are <em>not</em> told
 * @param ofTeam null for an experiment of this bridge
 */
public record RunningExperiment(Experiment plan, List<ActiveRule> rules, List<String> replaces, OfTeam ofTeam) {

    /**
     * What an experiment of the team is like here.
     *
     * @param salt under which the team knows sessions, which its draw goes by
     * @param off whether this machine tells nobody its rules; then arms are drawn all the same, but not applied
     */
    public record OfTeam(String salt, boolean off) {}

    public RunningExperiment {
        Objects.requireNonNull(plan, "plan");
        rules = List.copyOf(rules);
        replaces = List.copyOf(replaces);
    }

    /** An experiment of this bridge. */
    public RunningExperiment(Experiment plan, List<ActiveRule> rules, List<String> replaces) {
        this(plan, rules, replaces, null);
    }

    /** Whether its rules are told here. */
    public boolean isOn() {
        return ofTeam == null || !ofTeam.off();
    }

    /** Whether a client can draw its arms: it knows neither the team's names nor what is off. */
    public boolean canBeDrawnByClients() {
        return ofTeam == null || (isOn() && plan.unit() == Experiment.Unit.TRACE);
    }

    /** What its draw goes by. */
    String unitId(String traceId, String sessionKey) {
        if (plan.unit() == Experiment.Unit.TRACE) {
            return traceId;
        }
        return ofTeam == null ? sessionKey : SharedNames.of(ofTeam.salt(), sessionKey);
    }

    /** How many additional places for rules it takes. */
    int room() {
        return isOn() ? Math.max(0, rules.size() - replaces.size()) : 0;
    }
}
