package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The units that got into a rule's situation. Comparing them alone is fair only while both arms get there equally often:
 * a rule that keeps the easy ones away makes the rest look different without helping anybody. A betting process watches
 * that, and once it is sure all units are compared instead. Not thread-safe.
 */
public final class Reach {

    private static final double GUARD_EVIDENCE = 10;

    /** While the watch is as suspicious as this, nothing is concluded. */
    private static final double SUSPECT_EVIDENCE = 2;

    /** Nor before so many units got there: the watch needs time to see a difference, more time than a large one takes. */
    private static final long REACHED_MIN = ExperimentReport.REACHED_MIN;

    /**
     * Its stored form.
     *
     * @param units of both arms
     * @param reached of them
     * @param logWealth of the process on "this arm gets there more often"
     * @param guarded whether it has been sure once
     */
    public record State(
            long units, long reached, List<Double> logWealth, boolean guarded, ArmComparison.State comparison) {

        static final State START = new State(
                0, 0, BettingProcess.start(BettingProcess.DIFFERENCE).logWealth(), false, ArmComparison.State.START);

        public State {
            logWealth = List.copyOf(logWealth);
            Objects.requireNonNull(comparison, "comparison");
        }

        /** The same with the money for a rule's success that an earlier comparison left. */
        State after(ArmComparison.State earlier) {
            return new State(units, reached, logWealth, guarded, comparison.after(earlier));
        }
    }

    private final BettingProcess guard;
    private final ArmComparison comparison;
    private long units;
    private long reached;
    private boolean guarded;

    Reach(Experiment plan, State state) {
        guard = BettingProcess.resume(BettingProcess.DIFFERENCE, state.logWealth());
        comparison = new ArmComparison(plan, plan.aim().there(), state.comparison());
        units = state.units();
        reached = state.reached();
        guarded = state.guarded();
    }

    /** @param count counts a unit in the comparison of those that got there */
    void count(Assignment unit, UnitOutcome outcome, Consumer<ArmComparison> count) {
        double usual = (reached + 1.0) / (units + 2.0);
        guard.bet(unit.treated(), unit.probability(), outcome.reached() ? 1 : 0, usual);
        guarded |= guard.evidence() >= GUARD_EVIDENCE;
        units++;
        if (outcome.reached()) {
            reached++;
            count.accept(comparison);
        }
    }

    /** Whether it has found that the rule changes who gets there. */
    boolean isGuarded() {
        return guarded;
    }

    /** Whether it is too early to say that it does not. */
    boolean isOpen() {
        return !guarded && (reached < REACHED_MIN || guard.evidence() >= SUSPECT_EVIDENCE);
    }

    ArmComparison comparison() {
        return comparison;
    }

    State state() {
        return new State(units, reached, guard.logWealth(), guarded, comparison.state());
    }
}
