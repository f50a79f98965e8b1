package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.Set;
import java.util.SplittableRandom;

/** Worlds in which a rule speaks about a situation. Elsewhere six units of ten succeed. */
final class SituationWorlds {

    private SituationWorlds() {}

    /** What becomes of a unit: pure, given the random numbers and the arm. */
    interface World {
        UnitOutcome unit(SplittableRandom random, boolean treated, int order);
    }

    static UnitOutcome outcome(SplittableRandom random, double rate, boolean reached) {
        return UnitOutcome.scored(random.nextDouble() < rate ? 1 : 0).reaching(reached);
    }

    static UnitOutcome situation(SplittableRandom random, double reach, double rate) {
        boolean reached = random.nextDouble() < reach;
        return outcome(random, reached ? rate : 0.6, reached);
    }

    /** Rates and reach wander over the units, for both arms alike. */
    static UnitOutcome drifting(SplittableRandom random, boolean treated, int order) {
        double wave = Math.sin(order / 150.0);
        return situation(random, 0.3 + 0.15 * wave, 0.4 + 0.25 * wave);
    }

    /** Half of those that would get there under treatment do not; nobody's success changes. */
    static UnitOutcome halfAsOften(SplittableRandom random, boolean treated, int order) {
        UnitOutcome unit = situation(random, 0.3, 0.4);
        return treated && random.nextBoolean() ? unit.reaching(false) : unit;
    }

    private static UnitOutcome withCalls(UnitOutcome unit, double calls) {
        return new UnitOutcome(unit.value(), false, false, null, Set.of(), 0, calls, unit.reached(), null);
    }

    static UnitOutcome sameCalls(SplittableRandom random, boolean treated, int order) {
        return withCalls(situation(random, 0.3, 0.5), 4 + random.nextInt(9));
    }

    static UnitOutcome saved(SplittableRandom random, boolean treated, int order) {
        UnitOutcome unit = situation(random, 0.3, 0.5);
        return withCalls(unit, 4 + random.nextInt(9) - (treated && unit.reached() ? 2 : 0));
    }

    static UnitOutcome dearlySaved(SplittableRandom random, boolean treated, int order) {
        UnitOutcome unit = situation(random, 0.3, treated ? 0.4 : 0.5);
        return withCalls(unit, 4 + random.nextInt(9) - (treated && unit.reached() ? 2 : 0));
    }
}
