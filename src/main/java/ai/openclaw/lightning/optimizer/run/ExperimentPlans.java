package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Aim.Margins;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.Experiment.Unit;
import ai.openclaw.lightning.model.HookAgent;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.optimizer.experiment.ExperimentState;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans experiments according to the settings. */
final class ExperimentPlans {

    /** After adoption about a twelfth of the units stays without the rule for a while. */
    private static final double HOLD_OUT_TREATED = 0.92;

    private static final int HOLD_OUT_UNITS = 1_000;
    private static final int ID_LENGTH = 12;

    /**
     * An effect that is worth going on for, over all traces. With less than 8 points a useless rule would occupy its
     * agent for months; decision 0038 has the figures.
     */
    private static final double WORTHWHILE = 0.08;

    /** In a rule's situation, where an effect is as much larger as the situation is rarer: half of what is expected. */
    private static final double WORTHWHILE_THERE_MAX = 0.12;

    /**
     * Traces told a rule that no person has read, until it has to look promising. Most of these do nothing, and the next
     * one waits. Decisions 0049 and 0055 say why so many.
     */
    private static final int PROBATION = 148;

    /** On the scale of {@link Margins#worthwhile}: a twelfth of the usual calls. */
    private static final double WORTHWHILE_SAVING = 0.02;

    /** A rule that saves calls may cost so much success over all traces, hence more where it applies. */
    private static final double TOLERATED = 0.03;

    private static final double TOLERATED_MAX = 0.15;

    private final RunSettings settings;
    private final Supplier<String> ids;

    /** @param ids random, of 32 hex digits */
    ExperimentPlans(RunSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * @param facts what is known about the suggestion's agent
     * @param probation after so many traces that were told the rule it has to look promising; 0 for never
     */
    Experiment trial(Suggestion suggestion, double probability, long now, AgentFacts facts, int probation) {
        // The error level of a helper's idea is a matter of betting.
        boolean isFixed = settings.fixedHorizon() && !TrackRecord.isIdea(suggestion);
        return new Experiment(
                newId(),
                ids.get(),
                List.of(suggestion.id()),
                suggestion.agentId(),
                Purpose.TRIAL,
                HookAgent.isOne(suggestion.agentId()) ? Unit.SESSION : settings.unit(),
                isFixed ? Method.FIXED_HORIZON : Method.BETTING,
                probability,
                settings.experimentTracesMax(),
                now,
                facts.errorClasses(),
                isFixed ? Aim.SUCCESS : aim(suggestion, facts, probation),
                isFixed || facts.outcomes().mostSaySo() ? Outcomes.EXPLICIT : Outcomes.ESTIMATED);
    }

    private static Aim aim(Suggestion suggestion, AgentFacts facts, int probation) {
        Trigger situation = suggestion.trigger();
        if (suggestion.evidence().metric() != Metric.SUCCESS) {
            Margins there = situation == null
                    ? null
                    : new Margins(WORTHWHILE_SAVING, Math.min(TOLERATED_MAX, TOLERATED / facts.share(situation)));
            Margins overall = new Margins(WORTHWHILE_SAVING, TOLERATED);
            return new Aim(Aim.Goal.FEWER_CALLS, overall, situation, there, probation, facts.callsPerTrace());
        }
        double hoped = suggestion.evidence().effect().estimate() / 2;
        double worthwhileThere = Math.max(WORTHWHILE, Math.min(WORTHWHILE_THERE_MAX, hoped));
        Margins there = situation == null ? null : new Margins(worthwhileThere, 0);
        return new Aim(Aim.Goal.SUCCESS, new Margins(WORTHWHILE, 0), situation, there, probation, 1);
    }

    /**
     * The probation of a rule that nobody asked for. A second try has what the first one left of it, so that a harmful
     * rule is not told more often in two tries than in one.
     */
    static int probationAfter(Optional<ExperimentState> firstTry) {
        long told =
                firstTry.map(one -> Math.round(one.all().overall().exposed())).orElse(0L);
        return (int) Math.max(1, PROBATION - told);
    }

    /** The hold-out that follows an adopted trial. */
    Experiment holdOut(Experiment trial, long now) {
        return new Experiment(
                newId(),
                ids.get(),
                trial.suggestionIds(),
                trial.agentId(),
                Purpose.HOLD_OUT,
                trial.unit(),
                Method.BETTING,
                HOLD_OUT_TREATED,
                HOLD_OUT_UNITS,
                now,
                trial.knownErrorClasses(),
                Aim.SUCCESS,
                trial.outcomes());
    }

    private String newId() {
        return "exp-" + ids.get().substring(0, ID_LENGTH);
    }
}
