package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Experiment.Method;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.optimizer.stats.AlwaysValidInterval;
import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import ai.openclaw.lightning.optimizer.stats.StratifiedTest;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up the counted units of an experiment, one by one. Not thread-safe. */
final class Tally {

    private static final int STRATA_MAX = 2_000;
    private static final String OTHER_STRATA = "(other)";
    private static final double HARM_EVIDENCE = 10;
    private static final double MISSING_EVIDENCE = 10;
    private static final double FIXED_LEVEL = 0.05;

    /** κ: the overall mean counts like this many units of the stratum. */
    private static final double SHRINKAGE = 8;

    private static final double START_SUM = 5;
    private static final double START_COUNT = 10;

    private final BettingProcess adopt;
    private final BettingProcess harm;
    private final Map<String, StratumSums> strata;
    private BettingProcess missingProcess;
    private AlwaysValidInterval interval;
    private StratumSums overall;
    private SafetyGuards guards;
    private long counted;
    private long missing;
    private double missingSum;

    Tally(ExperimentState state) {
        adopt = BettingProcess.resume(BettingProcess.ADOPT, state.adoptLogWealth());
        harm = BettingProcess.resume(BettingProcess.HARM, state.harmLogWealth());
        missingProcess = BettingProcess.resume(BettingProcess.DIFFERENCE, state.missingLogWealth());
        strata = new HashMap<>(state.strata());
        interval = state.interval();
        overall = state.overall();
        guards = state.guards();
        counted = state.counted();
        missing = state.missing();
        missingSum = state.missingSum();
    }

    void count(Assignment unit, UnitOutcome outcome) {
        boolean known = strata.containsKey(unit.stratum()) || strata.size() < STRATA_MAX;
        String stratum = known ? unit.stratum() : OTHER_STRATA;
        Double value = outcome.counted();
        double expectedMissing = (missingSum + 1) / (counted + START_COUNT);
        missingProcess.bet(unit.treated(), unit.probability(), outcome.missingShare(), expectedMissing);
        guards = guards.plus(unit, outcome);
        counted++;
        missingSum += outcome.missingShare();
        if (value == null) {
            // It counts as the expected outcome, which moves neither process nor mean.
            missing++;
            return;
        }
        double expected = expected(stratum);
        adopt.bet(unit.treated(), unit.probability(), value, expected);
        harm.bet(unit.treated(), unit.probability(), value, expected);
        interval = interval.plus(unit.treated(), unit.probability(), value, expected);
        overall = overall.plus(unit.treated(), value);
        strata.merge(stratum, StratumSums.EMPTY.plus(unit.treated(), value), (before, one) -> before.plus(one));
    }

    /** m: the mean of the stratum so far, pulled towards the overall mean. */
    private double expected(String stratum) {
        double global = (overall.sum() + START_SUM) / (overall.size() + START_COUNT);
        StratumSums own = strata.getOrDefault(stratum, StratumSums.EMPTY);
        return Math.max(0, Math.min(1, (own.sum() + SHRINKAGE * global) / (own.size() + SHRINKAGE)));
    }

    /** A person accepted the cause of the pause, so only new findings count against the rule from now on. */
    void acknowledge() {
        missingProcess = BettingProcess.start(BettingProcess.DIFFERENCE);
        guards = guards.acknowledged();
    }

    Verdict verdict(Experiment plan) {
        if (harm.evidence() >= HARM_EVIDENCE) {
            return new Verdict.RollBack("The treated do worse: evidence " + Math.round(harm.evidence()) + ".");
        }
        Optional<Verdict> guard = guards.verdict(plan.knownErrorClasses().size());
        if (guard.isPresent()) {
            return guard.get();
        }
        if (missingProcess.evidence() >= MISSING_EVIDENCE) {
            return new Verdict.Pause("Outcomes are missing more often in one arm than in the other.");
        }
        if (counted < plan.unitsMax()) {
            return new Verdict.GoOn(counted + " of at most " + plan.unitsMax() + " units counted.");
        }
        return plan.method() == Method.FIXED_HORIZON && plan.purpose() == Purpose.TRIAL
                ? fixedVerdict()
                : new Verdict.End("It reached its limit of " + plan.unitsMax() + " units without enough evidence.");
    }

    private Verdict fixedVerdict() {
        StratifiedTerms terms = StratifiedTerms.ofAll(strata.values());
        double p = StratifiedTest.p(terms, strata.values());
        if (p > FIXED_LEVEL) {
            return new Verdict.End("No difference at the end: p above 0.05.");
        }
        return terms.scoreDifference() > 0
                ? new Verdict.Adopt("Better at the end: p at most 0.05.")
                : new Verdict.RollBack("Worse at the end: p at most 0.05.");
    }

    double evidence() {
        return adopt.evidence();
    }

    double harmEvidence() {
        return harm.evidence();
    }

    ExperimentState state(Experiment plan, long lastOrder, List<ExperimentState.Waiting> waiting) {
        return new ExperimentState(
                plan,
                lastOrder,
                counted,
                missing,
                missingSum,
                adopt.logWealth(),
                harm.logWealth(),
                missingProcess.logWealth(),
                interval,
                overall,
                strata,
                guards,
                waiting);
    }
}
