package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.stats.AlwaysValidInterval;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.optimizer.stats.MarginProcess;
import ai.openclaw.lightning.optimizer.stats.RatedBlocks;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import ai.openclaw.lightning.optimizer.stats.Wager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Treated against untreated units, all of them or those that got into a rule's situation. Not thread-safe. */
public final class ArmComparison {

    private static final int STRATA_MAX = 2_000;
    private static final String OTHER_STRATA = "(other)";
    private static final double START_SUM = 5;
    private static final double START_COUNT = 10;

    /** κ: the overall mean counts like this many units of the stratum. */
    private static final double SHRINKAGE = 8;

    /** In standard errors. */
    private static final double PROMISING = 1.3;

    /**
     * Its stored form.
     *
     * @param gainLogWealth of a betting process on what the aim wants more of
     * @param futile of one on "the effect is too small to be worthwhile"; at its start where nobody asks
     * @param tolerable of one on "outcomes are not much worse"; at its start where nobody asks
     * @param blocks of estimated outcomes; at their start where none is
     * @param interval of the effect on outcomes
     * @param overall outcomes of both arms
     * @param savings of both arms, by {@link #saved}
     * @param calls sums of both arms
     * @param strata outcomes of both arms by stratum
     */
    public record State(
            List<Double> gainLogWealth,
            MarginProcess.State futile,
            MarginProcess.State tolerable,
            RatedBlocks.State blocks,
            AlwaysValidInterval interval,
            StratumSums overall,
            StratumSums savings,
            Calls calls,
            Map<String, StratumSums> strata) {

        public static final State START = new State(
                BettingProcess.start(BettingProcess.ADOPT).logWealth(),
                MarginProcess.State.START,
                MarginProcess.State.START,
                RatedBlocks.State.START,
                AlwaysValidInterval.EMPTY,
                StratumSums.EMPTY,
                StratumSums.EMPTY,
                new Calls(0, 0, 0, 0),
                Map.of());

        public State {
            Objects.requireNonNull(futile, "futile");
            Objects.requireNonNull(tolerable, "tolerable");
            Objects.requireNonNull(blocks, "blocks");
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(overall, "overall");
            Objects.requireNonNull(savings, "savings");
            Objects.requireNonNull(calls, "calls");
            gainLogWealth = List.copyOf(gainLogWealth);
            strata = Map.copyOf(strata);
        }

        /** The same with the money for a rule's success that an earlier comparison left. */
        State after(State earlier) {
            return new State(
                    earlier.gainLogWealth,
                    futile,
                    earlier.tolerable,
                    blocks,
                    interval,
                    overall,
                    savings,
                    calls,
                    strata);
        }
    }

    /** Units whose calls are known, and the sums of these calls, by arm. */
    public record Calls(long controlUnits, double control, long treatmentUnits, double treatment) {

        /** Null without units. */
        public Double controlMean() {
            return controlUnits == 0 ? null : Double.valueOf(control / controlUnits);
        }

        /** Null without units. */
        public Double treatmentMean() {
            return treatmentUnits == 0 ? null : Double.valueOf(treatment / treatmentUnits);
        }

        private Calls plus(boolean treated, double calls) {
            return treated
                    ? new Calls(controlUnits, control, treatmentUnits + 1, treatment + calls)
                    : new Calls(controlUnits + 1, control + calls, treatmentUnits, treatment);
        }
    }

    private final Aim aim;
    private final BettingProcess gain;
    private final MarginProcess futile;
    private final MarginProcess tolerable;
    private final RatedBlocks blocks;
    private final Map<String, StratumSums> strata;
    private AlwaysValidInterval interval;
    private StratumSums overall;
    private StratumSums savings;
    private Calls calls;

    /** @param margins those for these units */
    ArmComparison(Experiment plan, Aim.Margins margins, State state) {
        aim = plan.aim();
        boolean aboutCalls = aim.goal() == Aim.Goal.FEWER_CALLS;
        var gamblers = plan.keepsOthersWaiting() ? BettingProcess.ADOPT_SOON : BettingProcess.ADOPT;
        gain = BettingProcess.resume(
                gamblers, state.gainLogWealth(), state.interval().count());
        futile = margins.worthwhile() == 0 ? null : MarginProcess.below(margins.worthwhile(), state.futile());
        tolerable = aboutCalls ? MarginProcess.above(-margins.tolerated(), state.tolerable()) : null;
        blocks = new RatedBlocks(state.blocks());
        strata = new HashMap<>(state.strata());
        interval = state.interval();
        overall = state.overall();
        savings = state.savings();
        calls = state.calls();
    }

    /**
     * Counts a unit whose outcome is known.
     *
     * @param value the outcome, in [0, 1]
     * @return the wager on it
     */
    Wager count(Assignment unit, double value, double unitCalls) {
        Wager wager = Wager.onOutcome(unit.treated(), unit.probability(), value, expected(unit));
        count(unit, value, unitCalls, Optional.of(wager));
        return wager;
    }

    /** Counts a unit whose outcome is estimated; returns the wager that it ends, if it ends one. */
    Optional<Wager> count(Assignment unit, EstimatedOutcome estimated, double unitCalls) {
        Optional<Wager> wager = blocks.plus(unit.treated(), unit.probability(), estimated, expected(unit));
        count(unit, estimated.estimate(), unitCalls, wager);
        return wager;
    }

    private void count(Assignment unit, double value, double unitCalls, Optional<Wager> wager) {
        if (aim.goal() == Aim.Goal.FEWER_CALLS) {
            double saved = saved(unitCalls);
            double usual = (savings.sum() + START_SUM) / (savings.size() + START_COUNT);
            bet(Wager.onOutcome(unit.treated(), unit.probability(), saved, usual));
            wager.ifPresent(tolerable::bet);
            savings = savings.plus(unit.treated(), saved);
        } else {
            wager.ifPresent(this::bet);
        }
        interval = wager.map(interval::plus).orElse(interval);
        overall = overall.plus(unit.treated(), value);
        calls = calls.plus(unit.treated(), unitCalls);
        boolean known = strata.containsKey(unit.stratum()) || strata.size() < STRATA_MAX;
        String stratum = known ? unit.stratum() : OTHER_STRATA;
        strata.merge(stratum, StratumSums.EMPTY.plus(unit.treated(), value), (before, one) -> before.plus(one));
    }

    private void bet(Wager wager) {
        gain.bet(wager);
        if (futile != null) {
            futile.bet(wager);
        }
    }

    /** Calls on a bounded scale on which more is better: 1 for none, one half for as many as usual. */
    private double saved(double unitCalls) {
        return aim.usualCalls() / (aim.usualCalls() + unitCalls);
    }

    /** m: the mean of the unit's stratum so far, pulled towards the overall mean. */
    double expected(Assignment unit) {
        String stratum = strata.containsKey(unit.stratum()) ? unit.stratum() : OTHER_STRATA;
        double global = (overall.sum() + START_SUM) / (overall.size() + START_COUNT);
        StratumSums own = strata.getOrDefault(stratum, StratumSums.EMPTY);
        return Math.max(0, Math.min(1, (own.sum() + SHRINKAGE * global) / (own.size() + SHRINKAGE)));
    }

    /**
     * E that the aim is reached. A rule that saves calls reaches it by saving and by not doing harm, so the weaker
     * evidence of the two counts.
     */
    double evidence() {
        return tolerable == null ? gain.evidence() : Math.min(gain.evidence(), tolerable.evidence());
    }

    /** Whether the aim seems to be reached, seen once: no proof, but more than chance often brings. */
    boolean isPromising() {
        return tolerable == null ? interval.standardErrors() >= PROMISING : evidence() >= 1;
    }

    /** The estimated effect on outcomes. */
    double effect() {
        return interval.mean();
    }

    /** Whether the interval of the effect on outcomes lies below 0. */
    boolean isWorse() {
        return interval.high() < 0;
    }

    /** Units that were told the rule and whose outcome is known or estimated. */
    long told() {
        return Math.round(overall.exposed());
    }

    /** Units that somebody rated, where outcomes are estimated. */
    long rated() {
        return blocks.state().rated();
    }

    /** E that the effect is not worthwhile. */
    double futility() {
        return futile == null ? 0 : futile.evidence();
    }

    State state() {
        return new State(
                gain.logWealth(),
                futile == null ? MarginProcess.State.START : futile.state(),
                tolerable == null ? MarginProcess.State.START : tolerable.state(),
                blocks.state(),
                interval,
                overall,
                savings,
                calls,
                strata);
    }
}
