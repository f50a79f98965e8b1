package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import ai.openclaw.lightning.optimizer.stats.StratifiedTest;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import ai.openclaw.lightning.optimizer.stats.Wager;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sums up the counted units of an experiment, one by one. All of them may speak against a rule. For it speak those that
 * got into its situation, as long as the rule leaves open who gets there. Not thread-safe.
 */
final class Tally {

    private static final double MISSING_EVIDENCE = 10;
    private static final double FUTILITY_EVIDENCE = ExperimentReport.FUTILE;
    private static final double FIXED_LEVEL = 0.05;

    /** From so many ratings on, the corrected outcomes speak for themselves. */
    private static final long RATED_MIN = 10;

    private static final double RATED_EXPECTED = 0.5;

    private final Experiment plan;
    private final BettingProcess harm;
    private final ArmComparison all;
    private final Reach reach;

    /** All units by estimates alone, for what may be concluded of them; null where outcomes are not estimated. */
    private final ArmComparison estimates;

    private BettingProcess missingProcess;
    private SafetyGuards guards;
    private long counted;
    private long missing;
    private double missingSum;

    Tally(ExperimentState state) {
        plan = state.plan();
        harm = BettingProcess.resume(BettingProcess.HARM, state.harmLogWealth());
        missingProcess = BettingProcess.resume(BettingProcess.DIFFERENCE, state.missingLogWealth());
        all = new ArmComparison(plan, plan.aim().overall(), state.all());
        reach = state.reach() == null ? null : new Reach(plan, state.reach());
        estimates = state.estimates() == null
                ? null
                : new ArmComparison(plan, plan.aim().overall(), state.estimates());
        guards = state.guards();
        counted = state.counted();
        missing = state.missing();
        missingSum = state.missingSum();
    }

    /** Counts the unit in a comparison; returns the wager that it ends, if it ends one. */
    private interface Counting {
        Optional<Wager> in(ArmComparison arms);
    }

    void count(Assignment unit, UnitOutcome outcome) {
        boolean estimated = plan.outcomes() == Outcomes.ESTIMATED;
        if (estimated) {
            watchRatings(unit, outcome.estimated());
        } else {
            watchMissing(unit, outcome.missingShare());
        }
        guards = guards.plus(unit, outcome);
        counted++;
        if ((estimated ? outcome.estimated() : outcome.counted()) == null) {
            // It counts as the expected outcome, which moves neither process nor mean.
            missing++;
        } else if (estimated) {
            estimates.count(unit, outcome.estimated().estimate(), outcome.calls());
            count(unit, outcome, arms -> arms.count(unit, outcome.estimated(), outcome.calls()));
        } else {
            count(unit, outcome, arms -> Optional.of(arms.count(unit, outcome.counted(), outcome.calls())));
        }
    }

    private void count(Assignment unit, UnitOutcome outcome, Counting counting) {
        counting.in(all).ifPresent(harm::bet);
        if (reach != null) {
            reach.count(unit, outcome, counting::in);
        }
    }

    private void watchMissing(Assignment unit, double share) {
        missingProcess.bet(unit.treated(), unit.probability(), share, (missingSum + 1) / (counted + 10.0));
        missingSum += share;
    }

    /** Most units are unrated, so it is the rated ones that show whether both arms are rated alike: it bets on their arm. */
    private void watchRatings(Assignment unit, EstimatedOutcome estimated) {
        if (estimated != null && estimated.error() != null) {
            missingProcess.bet(unit.treated(), unit.probability(), 1, RATED_EXPECTED);
        }
    }

    /** A person accepted the cause of the pause, so only new findings count against the rule from now on. */
    void acknowledge() {
        missingProcess = BettingProcess.start(BettingProcess.DIFFERENCE);
        guards = guards.acknowledged();
    }

    Verdict verdict() {
        if (harm.evidence() >= ExperimentRun.HARM_EVIDENCE) {
            return new Verdict.RollBack("With the rule it goes worse: evidence " + Math.round(harm.evidence()) + ".");
        }
        Optional<Verdict> guard = guards.verdict(plan.knownErrorClasses().size());
        if (guard.isPresent()) {
            return guard.get();
        }
        if (missingProcess.evidence() >= MISSING_EVIDENCE) {
            return new Verdict.Pause(
                    estimates == null
                            ? "Outcomes are missing more often in one arm than in the other."
                            : "One arm was rated more often than the other.");
        }
        if (estimates != null && all.rated() < RATED_MIN && estimates.isWorse()) {
            return new Verdict.RollBack("By estimates alone it goes worse with the rule, and hardly any was rated.");
        }
        if (judged().futility() >= FUTILITY_EVIDENCE) {
            return new Verdict.End(futile());
        }
        if (isUnpromising()) {
            return new Verdict.RollBack(
                    "Nothing speaks for it after " + plan.aim().probation() + " units that were told the rule.");
        }
        if (counted < plan.unitsMax()) {
            String rated = estimates == null ? "" : " by an estimate, " + all.rated() + " of them rated";
            return new Verdict.GoOn(counted + " of at most " + plan.unitsMax() + " units counted" + rated + ".");
        }
        return plan.method() == Method.FIXED_HORIZON && plan.purpose() == Purpose.TRIAL
                ? fixedVerdict()
                : new Verdict.End("It reached its limit of " + plan.unitsMax() + " units without enough evidence.");
    }

    /**
     * Whether it fails its probation, which ends when so many units were told the rule. That is looked at once: a rule that
     * passes is no longer stopped by a few bad days. Estimates may take a rule back, never adopt it.
     */
    private boolean isUnpromising() {
        int probation = plan.aim().probation();
        ArmComparison soonest = estimates == null ? judged() : estimates;
        return probation > 0 && all.told() == probation && !soonest.isPromising();
    }

    private String futile() {
        return switch (plan.aim().goal()) {
            case SUCCESS ->
                String.format(
                        Locale.ROOT,
                        "A gain of %.0f points or more is excluded%s.",
                        100
                                * (judged() == all
                                                ? plan.aim().overall()
                                                : plan.aim().there())
                                        .worthwhile(),
                        judged() == all ? "" : " where the rule applies");
            case FEWER_CALLS -> "A saving that is worth a rule is excluded.";
        };
    }

    private Verdict fixedVerdict() {
        Collection<StratumSums> strata = all.state().strata().values();
        StratifiedTerms terms = StratifiedTerms.ofAll(strata);
        double p = StratifiedTest.p(terms, strata);
        if (p > FIXED_LEVEL) {
            return new Verdict.End("No difference at the end: p above 0.05.");
        }
        return terms.scoreDifference() > 0
                ? new Verdict.Adopt("Better at the end, and chance alone hardly explains it (p at most 0.05).")
                : new Verdict.RollBack("Worse at the end, and chance alone hardly explains it (p at most 0.05).");
    }

    /** The units that may speak for the rule. */
    private ArmComparison judged() {
        return reach == null || reach.isGuarded() ? all : reach.comparison();
    }

    /**
     * E that the rule reaches its aim. Of units in its situation it counts only while all units together do
     * better too, and nobody has to fear that the rule changes who gets there.
     */
    double evidence() {
        double evidence = judged().evidence();
        boolean doubtful = judged() != all && (reach.isOpen() || all.effect() <= 0);
        return doubtful ? Math.min(1, evidence) : evidence;
    }

    long counted() {
        return counted;
    }

    double harmEvidence() {
        return harm.evidence();
    }

    double futility() {
        return judged().futility();
    }

    ExperimentState state(long lastOrder, List<ExperimentState.Waiting> waiting) {
        return new ExperimentState(
                plan,
                lastOrder,
                counted,
                missing,
                missingSum,
                harm.logWealth(),
                missingProcess.logWealth(),
                all.state(),
                reach == null ? null : reach.state(),
                estimates == null ? null : estimates.state(),
                guards,
                waiting);
    }
}
