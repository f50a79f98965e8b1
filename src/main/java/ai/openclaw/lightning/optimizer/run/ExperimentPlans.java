package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Plans experiments according to the settings. */
final class ExperimentPlans {

    /** After adoption about a twelfth of the units stays without the rule for a while. */
    private static final double HOLD_OUT_TREATED = 0.92;

    private static final int HOLD_OUT_UNITS = 1_000;
    private static final int ID_LENGTH = 12;

    private final RunSettings settings;
    private final Supplier<String> ids;

    /** @param ids random, of 32 hex digits */
    ExperimentPlans(RunSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    Experiment trial(Suggestion suggestion, double probability, long now, Set<String> knownErrorClasses) {
        return new Experiment(
                newId(),
                ids.get(),
                List.of(suggestion.id()),
                suggestion.agentId(),
                Purpose.TRIAL,
                settings.unit(),
                settings.fixedHorizon() ? Method.FIXED_HORIZON : Method.BETTING,
                probability,
                settings.experimentTracesMax(),
                now,
                knownErrorClasses);
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
                trial.knownErrorClasses());
    }

    private String newId() {
        return "exp-" + ids.get().substring(0, ID_LENGTH);
    }
}
