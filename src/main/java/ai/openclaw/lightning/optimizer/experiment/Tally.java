package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import ai.openclaw.lightning.optimizer.stats.StratifiedTest;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
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

    private final Experiment plan;
    private final BettingProcess harm;
    private final ArmComparison all;
    private final Reach reach;
    private BettingProcess missingProcess;
    private SafetyGuards guards;
    private long counted;
    private long missing;
    private double missingSum;

    Tally(ExperimentState state) {
        plan = state.plan();
        harm = BettingProcess.resume(BettingProcess.HARM, state.harmLogWealth());
        missingProcess = BettingProcess.resume(BettingProcess.DIFFERENCE, state.missingLogWealth());
        all = new ArmComparison(plan.aim(), plan.aim().overall(), state.all());
        reach = state.reach() == null ? null : new Reach(plan.aim(), state.reach());
        guards = state.guards();
        counted = state.counted();
        missing = state.missing();
        missingSum = state.missingSum();
    }

    void count(Assignment unit, UnitOutcome outcome) {
        Double value = outcome.counted();
        double expectedMissing = (missingSum + 1) / (counted + 10.0);
        missingProcess.bet(unit.treated(), unit.probability(), outcome.missingShare(), expectedMissing);
        guards = guards.plus(unit, outcome);
        counted++;
        missingSum += outcome.missingShare();
        if (value == null) {
            // It counts as the expected outcome, which moves neither process nor mean.
            missing++;
            return;
        }
        harm.bet(unit.treated(), unit.probability(), value, all.expected(unit));
        all.count(unit, value, outcome.calls());
        if (reach != null) {
            reach.count(unit, value, outcome);
        }
    }

    /** A person accepted the cause of the pause, so only new findings count against the rule from now on. */
    void acknowledge() {
        missingProcess = BettingProcess.start(BettingProcess.DIFFERENCE);
        guards = guards.acknowledged();
    }

    Verdict verdict() {
        if (harm.evidence() >= ExperimentRun.HARM_EVIDENCE) {
            return new Verdict.RollBack("The treated do worse: evidence " + Math.round(harm.evidence()) + ".");
        }
        Optional<Verdict> guard = guards.verdict(plan.knownErrorClasses().size());
        if (guard.isPresent()) {
            return guard.get();
        }
        if (missingProcess.evidence() >= MISSING_EVIDENCE) {
            return new Verdict.Pause("Outcomes are missing more often in one arm than in the other.");
        }
        if (judged().futility() >= FUTILITY_EVIDENCE) {
            return new Verdict.End(futile());
        }
        if (isUnpromising()) {
            return new Verdict.RollBack(
                    "Nothing speaks for it after " + plan.aim().probation() + " units that were told the rule.");
        }
        if (counted < plan.unitsMax()) {
            return new Verdict.GoOn(counted + " of at most " + plan.unitsMax() + " units counted.");
        }
        return plan.method() == Method.FIXED_HORIZON && plan.purpose() == Purpose.TRIAL
                ? fixedVerdict()
                : new Verdict.End("It reached its limit of " + plan.unitsMax() + " units without enough evidence.");
    }

    /** Whether its probation is over and the evidence has not grown. */
    private boolean isUnpromising() {
        int probation = plan.aim().probation();
        return probation > 0 && all.state().overall().exposed() >= probation && judged().evidence() < 1;
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
                ? new Verdict.Adopt("Better at the end: p at most 0.05.")
                : new Verdict.RollBack("Worse at the end: p at most 0.05.");
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
                guards,
                waiting);
    }
}
