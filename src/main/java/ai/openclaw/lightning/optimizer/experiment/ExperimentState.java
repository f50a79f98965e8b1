package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import java.util.List;
import java.util.Objects;

/**
 * Everything an {@link ExperimentRun} knows, as plain data. Stored as JSON, it restores the run exactly, to the last
 * bit of every number.
 *
 * @param lastOrder of the latest assignment
 * @param counted number of counted units
 * @param missing number of counted units without an outcome
 * @param missingSum over the counted units, the sum of {@link UnitOutcome#missingShare()}
 * @param all the comparison of all units
 * @param reach that of the units in the rule's situation; null for a rule without one
 * @param estimates that of all units by estimates alone; null where outcomes are not estimated
 * @param waiting units that are not counted yet, in the order of assignment
 */
public record ExperimentState(
        Experiment plan,
        long lastOrder,
        long counted,
        long missing,
        double missingSum,
        List<Double> harmLogWealth,
        List<Double> missingLogWealth,
        ArmComparison.State all,
        Reach.State reach,
        ArmComparison.State estimates,
        SafetyGuards guards,
        List<Waiting> waiting) {

    public ExperimentState {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(guards, "guards");
        if ((plan.aim().trigger() == null) != (reach == null)) {
            throw new IllegalArgumentException("the units in a situation and the experiment's aim do not match");
        }
        if ((plan.outcomes() == Experiment.Outcomes.ESTIMATED) != (estimates != null)) {
            throw new IllegalArgumentException("the estimates and the experiment's plan do not match");
        }
        harmLogWealth = List.copyOf(harmLogWealth);
        missingLogWealth = List.copyOf(missingLogWealth);
        waiting = List.copyOf(waiting);
    }

    static ExperimentState start(Experiment plan) {
        return new ExperimentState(
                plan,
                Long.MIN_VALUE,
                0,
                0,
                0,
                BettingProcess.start(BettingProcess.HARM).logWealth(),
                BettingProcess.start(BettingProcess.DIFFERENCE).logWealth(),
                ArmComparison.State.START,
                plan.aim().trigger() == null ? null : Reach.State.START,
                plan.outcomes() == Experiment.Outcomes.ESTIMATED ? ArmComparison.State.START : null,
                SafetyGuards.start(plan.knownErrorClasses()),
                List.of());
    }

    /** See {@link ExperimentRun#startAgain}. */
    static ExperimentState startAgain(Experiment plan, ExperimentState first) {
        ExperimentState fresh = start(plan);
        return new ExperimentState(
                plan,
                fresh.lastOrder,
                0,
                0,
                0,
                fresh.harmLogWealth,
                fresh.missingLogWealth,
                fresh.all.after(first.all),
                fresh.reach == null
                        ? null
                        : fresh.reach.after(first.reach == null ? first.all : first.reach.comparison()),
                fresh.estimates,
                fresh.guards,
                List.of());
    }

    /** A unit in the queue; its outcome is null until it arrives. */
    public record Waiting(Assignment assignment, UnitOutcome outcome) {}
}
