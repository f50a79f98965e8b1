package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.stats.AlwaysValidInterval;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything an {@link ExperimentRun} knows, as plain data. Stored as JSON, it restores the run exactly, to the last
 * bit of every number.
 *
 * @param lastOrder of the latest assignment
 * @param counted number of counted units
 * @param missing number of counted units without an outcome
 * @param missingSum over the counted units, the sum of {@link UnitOutcome#missingShare()}
 * @param overall both arms over all strata
 * @param strata both arms by stratum
 * @param waiting units that are not counted yet, in the order of assignment
 */
public record ExperimentState(
        Experiment plan,
        long lastOrder,
        long counted,
        long missing,
        double missingSum,
        List<Double> adoptLogWealth,
        List<Double> harmLogWealth,
        List<Double> missingLogWealth,
        AlwaysValidInterval interval,
        StratumSums overall,
        Map<String, StratumSums> strata,
        SafetyGuards guards,
        List<Waiting> waiting) {

    public ExperimentState {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(overall, "overall");
        Objects.requireNonNull(guards, "guards");
        adoptLogWealth = List.copyOf(adoptLogWealth);
        harmLogWealth = List.copyOf(harmLogWealth);
        missingLogWealth = List.copyOf(missingLogWealth);
        strata = Map.copyOf(strata);
        waiting = List.copyOf(waiting);
    }

    /** A unit in the queue; its outcome is null until it arrives. */
    public record Waiting(Assignment assignment, UnitOutcome outcome) {}
}
