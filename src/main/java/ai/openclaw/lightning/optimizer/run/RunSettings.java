package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.optimizer.Family;
import java.util.Objects;
import java.util.Set;

/**
 * How the optimizer works in a bridge.
 *
 * @param mode who starts experiments
 * @param automaticTools the tools that a rule may name for an experiment to start without a person
 * @param origins who may have asked for a run that is learned from and counts in experiments
 * @param tracesMin the optimizer suggests nothing for an agent with fewer closed traces
 * @param tracesMax the newest closed traces to learn from; bounds the memory
 * @param stepsMax only decisions within this many first calls of a trace count
 * @param families what is looked at besides those decisions
 * @param unit what new experiments draw an arm for
 * @param experimentTracesMax units after which an experiment ends
 * @param fixedHorizon whether an experiment decides once, at its end, instead of as soon as it can
 * @param runMsMax after this time a run stops and the next one continues
 */
public record RunSettings(
        Mode mode,
        Set<String> automaticTools,
        Set<TraceOrigin> origins,
        int tracesMin,
        int tracesMax,
        int stepsMax,
        Set<Family> families,
        Experiment.Unit unit,
        int experimentTracesMax,
        boolean fixedHorizon,
        long runMsMax) {

    public RunSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(unit, "unit");
        automaticTools = Set.copyOf(automaticTools);
        origins = Set.copyOf(origins);
        families = Set.copyOf(families);
        if (tracesMin < 1 || tracesMax < tracesMin || stepsMax < 1 || experimentTracesMax < 1 || runMsMax < 1) {
            throw new IllegalArgumentException(
                    "the optimizer's bounds must be positive, and tracesMax at least tracesMin");
        }
    }

    /** Who starts experiments; error control is the same in all. */
    public enum Mode {
        /** A person. */
        MANUAL(0, 0),
        /** The optimizer: one at a time, on a tenth of the traces. */
        CONSERVATIVE(0.1, 1),
        /**
         * The optimizer: up to six at a time, each on two fifths of the traces. That learns nearly as much in a day as
         * half of them, and a fifth more for each trace that is told a rule which does harm.
         */
        AGGRESSIVE(0.4, 6);

        final double share;
        final int atOnce;

        Mode(double share, int atOnce) {
            this.share = share;
            this.atOnce = atOnce;
        }
    }
}
