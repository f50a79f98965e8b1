package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.proofs.TrialSimulation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Units of simulated experiments, in worlds that break ordinary tests. */
final class HardWorlds {

    static final int UNITS = 1_034;

    private HardWorlds() {}

    interface Canary {
        double probability(int unit);
    }

    /** Blocks of easy and hard tasks on a rising trend. One session key throughout: the arm is drawn by trace. */
    static List<Unit> drift(int seed, Canary canary) {
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 6);
        List<Unit> units = new ArrayList<>(UNITS);
        for (int i = 0; i < UNITS; i++) {
            double rate = (i / 100 % 2 == 0 ? 0.15 : 0.55) + 0.3 * i / UNITS;
            double probability = canary.probability(i);
            boolean treated = ArmDraw.uniform("drift-" + seed, "trace-" + i) < probability;
            units.add(Unit.prompt(treated, probability, random.nextDouble() < rate ? 1 : 0));
        }
        return units;
    }

    static List<Unit> sessions(int seed) {
        return sessions(seed, false);
    }

    /** Each session has its own success rate, 0.5 ± 0.274: a correlation of 0.3 between its traces. */
    static List<Unit> sessions(int seed, boolean sticky) {
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 63);
        List<Unit> units = new ArrayList<>(900);
        for (int session = 0; session < 30; session++) {
            double rate = 0.5 + (random.nextBoolean() ? 1 : -1) * Math.sqrt(0.3 * 0.25);
            boolean sessionArm = random.nextBoolean();
            for (int trace = 0; trace < 30; trace++) {
                boolean treated = sticky ? sessionArm : random.nextBoolean();
                units.add(Unit.prompt(treated, 0.5, random.nextDouble() < rate ? 1 : 0));
            }
        }
        return units;
    }

    static List<Unit> stickyArm(int seed) {
        return sessions(seed, true);
    }

    /** Half succeed in either arm; a success under treatment is known at once, everything else up to 300 units later. */
    static List<Unit> fasterSuccess(int seed) {
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 64);
        List<Unit> units = new ArrayList<>(UNITS);
        for (int i = 0; i < UNITS; i++) {
            boolean treated = random.nextBoolean();
            boolean success = random.nextBoolean();
            double delay = treated && success ? 0 : 300 * random.nextDouble();
            units.add(new Unit(treated, 0.5, success ? 1.0 : 0.0, "", i + delay));
        }
        return units;
    }

    /** The rival's mistake: units in the order in which they end, as if they had been assigned in that order. */
    static List<Unit> inOrderOfCompletion(List<Unit> units) {
        return units.stream()
                .sorted((a, b) -> Double.compare(a.completedAt(), b.completedAt()))
                .map(unit -> new Unit(unit.treated(), unit.probability(), unit.outcome(), "", 0))
                .toList();
    }

    static List<Unit> missingRewards(int seed) {
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 65);
        List<Unit> units = new ArrayList<>(UNITS);
        for (int i = 0; i < UNITS; i++) {
            boolean treated = random.nextBoolean();
            boolean success = random.nextBoolean();
            boolean lost = treated && !success && random.nextBoolean();
            units.add(new Unit(treated, 0.5, lost ? null : success ? 1.0 : 0.0, "", 0));
        }
        return units;
    }

    static List<Unit> fixedRates(int seed, double probability, double control, double treatment) {
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 7);
        List<Unit> units = new ArrayList<>(UNITS);
        for (int i = 0; i < UNITS; i++) {
            boolean treated = random.nextDouble() < probability;
            double rate = treated ? treatment : control;
            units.add(Unit.prompt(treated, probability, random.nextDouble() < rate ? 1 : 0));
        }
        return units;
    }
}
