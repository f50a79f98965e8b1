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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running experiment. Assignments come in as they are made, outcomes whenever they are known; they are counted strictly
 * in the order of assignment, so that an arm that finishes sooner gains nothing. Not thread-safe; {@link #state()} and
 * {@link #resume} carry it exactly over a restart.
 */
public final class ExperimentRun {

    /** How long a unit may stay without a score. */
    public static final long OUTCOME_WAIT_MS = 24L * 3600 * 1000;

    /** Units waiting for their outcomes; more are not taken in. */
    static final int WAITING_MAX = 20_000;

    private static final int STRATA_MAX = 2_000;
    private static final String OTHER_STRATA = "(other)";
    private static final double HARM_EVIDENCE = 10;
    private static final double MISSING_EVIDENCE = 10;
    private static final double FIXED_LEVEL = 0.05;

    /** κ: a stratum's mean counts like this many units of the overall mean. */
    private static final double SHRINKAGE = 8;

    private static final double START_SUM = 5;
    private static final double START_COUNT = 10;

    private final Experiment plan;
    private final BettingProcess adopt;
    private final BettingProcess harm;
    private final BettingProcess missingProcess;
    private final Map<String, StratumSums> strata;
    private final Map<String, ExperimentState.Waiting> waiting = new LinkedHashMap<>();
    private AlwaysValidInterval interval;
    private StratumSums overall;
    private Guards guards;
    private long lastOrder;
    private long counted;
    private long missing;

    private ExperimentRun(ExperimentState state) {
        plan = state.plan();
        adopt = BettingProcess.resume(BettingProcess.ADOPT, state.adoptLogWealth());
        harm = BettingProcess.resume(BettingProcess.HARM, state.harmLogWealth());
        missingProcess = BettingProcess.resume(BettingProcess.DIFFERENCE, state.missingLogWealth());
        strata = new HashMap<>(state.strata());
        state.waiting().forEach(unit -> waiting.put(unit.assignment().unitId(), unit));
        interval = state.interval();
        overall = state.overall();
        guards = state.guards();
        lastOrder = state.lastOrder();
        counted = state.counted();
        missing = state.missing();
    }

    /** A new experiment. */
    public static ExperimentRun start(Experiment plan) {
        return new ExperimentRun(new ExperimentState(
                plan,
                Long.MIN_VALUE,
                0,
                0,
                BettingProcess.start(BettingProcess.ADOPT).logWealth(),
                BettingProcess.start(BettingProcess.HARM).logWealth(),
                BettingProcess.start(BettingProcess.DIFFERENCE).logWealth(),
                AlwaysValidInterval.EMPTY,
                StratumSums.EMPTY,
                Map.of(),
                Guards.start(plan.knownErrorClasses()),
                List.of()));
    }

    /** Continues with a stored state. */
    public static ExperimentRun resume(ExperimentState state) {
        return new ExperimentRun(state);
    }

    /**
     * Takes in an assignment. Repeating one does nothing.
     *
     * @return whether it takes part: false for one that is not newer than the last, or when too many are waiting
     */
    public boolean assigned(Assignment unit) {
        if (unit.order() <= lastOrder || waiting.size() >= WAITING_MAX || waiting.containsKey(unit.unitId())) {
            return false;
        }
        lastOrder = unit.order();
        waiting.put(unit.unitId(), new ExperimentState.Waiting(unit, null));
        return true;
    }

    /**
     * Takes in the outcome of an assigned unit; it is counted as soon as all units before it are. An outcome that comes
     * again before that replaces the first.
     *
     * @return whether the unit was waiting for it
     */
    public boolean ended(String unitId, UnitOutcome outcome) {
        ExperimentState.Waiting unit = waiting.get(unitId);
        if (unit == null) {
            return false;
        }
        waiting.put(unitId, new ExperimentState.Waiting(unit.assignment(), outcome));
        countHeads();
        return true;
    }

    /** Counts as missing every unit that has waited {@link #OUTCOME_WAIT_MS}. */
    public void expire(long now) {
        for (Map.Entry<String, ExperimentState.Waiting> entry : waiting.entrySet()) {
            ExperimentState.Waiting unit = entry.getValue();
            if (unit.outcome() == null && now - unit.assignment().at() >= OUTCOME_WAIT_MS) {
                entry.setValue(new ExperimentState.Waiting(unit.assignment(), UnitOutcome.missing()));
            }
        }
        countHeads();
    }

    private void countHeads() {
        Iterator<ExperimentState.Waiting> heads = waiting.values().iterator();
        while (heads.hasNext()) {
            ExperimentState.Waiting head = heads.next();
            if (head.outcome() == null) {
                return;
            }
            heads.remove();
            count(head.assignment(), head.outcome());
        }
    }

    private void count(Assignment unit, UnitOutcome outcome) {
        boolean known = strata.containsKey(unit.stratum()) || strata.size() < STRATA_MAX;
        String stratum = known ? unit.stratum() : OTHER_STRATA;
        Double value = outcome.counted();
        double expectedMissing = (missing + 1.0) / (counted + START_COUNT);
        missingProcess.bet(unit.treated(), unit.probability(), value == null ? 1 : 0, expectedMissing);
        guards = guards.plus(unit, outcome);
        counted++;
        if (value == null) {
            // It counts as what was expected, which moves neither process nor mean.
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

    /**
     * What follows from this experiment alone. Adoption by betting is not among it: that depends on the other running
     * experiments, see {@link AdoptionRule}.
     */
    public Verdict verdict() {
        if (harm.evidence() >= HARM_EVIDENCE) {
            return new Verdict.RollBack("The treated do worse: evidence " + Math.round(harm.evidence()) + ".");
        }
        Optional<Verdict> guard = guards.verdict();
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
                : new Verdict.End("It ran to its end.");
    }

    private Verdict fixedVerdict() {
        StratifiedTerms terms = StratifiedTerms.ofAll(strata.values());
        double p = StratifiedTest.p(terms, strata.values());
        if (p > FIXED_LEVEL) {
            return new Verdict.End("No difference was shown at the end: p above 0.05.");
        }
        return terms.scoreDifference() > 0
                ? new Verdict.Adopt("Better at the end: p at most 0.05.")
                : new Verdict.RollBack("Worse at the end: p at most 0.05.");
    }

    public Experiment plan() {
        return plan;
    }

    /** E for "treatment is better". */
    public double evidence() {
        return adopt.evidence();
    }

    /** E for "treatment is worse". */
    public double harmEvidence() {
        return harm.evidence();
    }

    /** Everything it knows, to be stored. */
    public ExperimentState state() {
        return new ExperimentState(
                plan,
                lastOrder,
                counted,
                missing,
                adopt.logWealth(),
                harm.logWealth(),
                missingProcess.logWealth(),
                interval,
                overall,
                strata,
                guards,
                List.copyOf(waiting.values()));
    }
}
