package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.Optional;

/**
 * What became of a closed trace, for experiments that count what was said, and for those that estimate.
 *
 * @param known null while nobody said how it went
 * @param estimated with an estimate, and what was said where somebody did
 */
record TraceOutcome(UnitOutcome known, UnitOutcome estimated) {

    /** The outcome that nothing later can replace; empty while more may come. */
    Optional<UnitOutcome> finalFor(Outcomes outcomes) {
        return switch (outcomes) {
            case EXPLICIT -> Optional.ofNullable(known);
            case ESTIMATED ->
                Optional.of(estimated).filter(one -> one.estimated().error() != null);
        };
    }

    /** What counts if nothing more comes; empty for a trace that would be missing. */
    Optional<UnitOutcome> provisionalFor(Outcomes outcomes) {
        return switch (outcomes) {
            case EXPLICIT -> Optional.of(Units.ABANDONED).filter(one -> estimated.abandoned());
            case ESTIMATED -> Optional.of(estimated);
        };
    }
}
