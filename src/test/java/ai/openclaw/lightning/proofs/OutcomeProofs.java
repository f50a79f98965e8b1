package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Aim.Margins;
import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import ai.openclaw.lightning.optimizer.stats.Agreement;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.optimizer.stats.Recalibration;
import ai.openclaw.lightning.proofs.EstimateWorlds.Seen;
import ai.openclaw.lightning.proofs.EstimateWorlds.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Proof 17: experiments on an agent whose outcomes are estimated, and known of one unit in twenty. */
final class OutcomeProofs {

    private static final int UNITS_MAX = 4_000;

    /** The share that somebody rates, at random. */
    private static final double RATED = 0.05;

    /** Outcomes that somebody gave before the trial. */
    private static final int KNOWN_BEFORE = 30;

    private static final Aim AIM = new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), null, null, 0, 1);

    private OutcomeProofs() {}

    private record Ending(Verdict verdict, long units) {

        boolean adopted() {
            return verdict instanceof Verdict.Adopt;
        }
    }

    /** How a unit enters the experiment. */
    private interface Counting {
        UnitOutcome outcome(double estimate, double outcome, SplittableRandom random);
    }

    /** Computes the rows. */
    static List<ProofRow> all(int plays, long seed) {
        List<ProofRow> rows = new ArrayList<>();
        rows.add(useless("17 A/A on estimates", plays, seed, EstimateWorlds::same));
        rows.add(useless(
                "17 a useless rule makes the signals better, not success", plays, seed, EstimateWorlds::flattering));
        rows.add(useless("17 the same, while tasks and signals drift", plays, seed, EstimateWorlds::drifting));
        rows.add(useless(
                "17 a useless rule makes them better, and the least certain are asked about more often",
                plays,
                seed,
                EstimateWorlds::flattering,
                OutcomeProofs::asked));
        rows.add(harmful(plays / 2, seed));
        rows.add(power(plays / 2, seed, 0.2, true));
        rows.add(power(plays / 2, seed, 0.15, false));
        return rows;
    }

    private static UnitOutcome rated(double estimate, double outcome, SplittableRandom random) {
        return seeming(EstimatedOutcome.of(estimate, random.nextDouble() < RATED ? outcome : null));
    }

    private static UnitOutcome asked(double estimate, double outcome, SplittableRandom random) {
        EstimatedOutcome asked = EstimatedOutcome.of(estimate, outcome).whenAsked();
        return seeming(random.nextDouble() < RATED * asked.chance() ? asked : EstimatedOutcome.of(estimate, null));
    }

    private static UnitOutcome all(double estimate, double outcome, SplittableRandom random) {
        return UnitOutcome.scored(outcome);
    }

    /** The rival: whatever the estimate says is the outcome. */
    private static UnitOutcome naive(double estimate, double outcome, SplittableRandom random) {
        return UnitOutcome.scored(estimate);
    }

    /** As the product adjusts estimates before the trial: by the first outcomes it knows. */
    private static Recalibration calibration(SplittableRandom random) {
        List<Recalibration.Known> known = new ArrayList<>();
        for (int i = 0; i < KNOWN_BEFORE; i++) {
            Seen unit = EstimateWorlds.same(random, false, i);
            known.add(new Recalibration.Known(unit.score(), unit.outcome()));
        }
        return Recalibration.of(known);
    }

    private static UnitOutcome seeming(EstimatedOutcome estimated) {
        return UnitOutcome.missing().seeming(estimated);
    }

    private static List<Ending> play(int plays, long seed, World world, Outcomes outcomes, Counting counting) {
        List<Ending> endings = new ArrayList<>(plays);
        for (int i = 0; i < plays; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            endings.add(
                    play(ExperimentRun.start(TrialSimulation.plan(UNITS_MAX, AIM, outcomes)), random, world, counting));
        }
        return endings;
    }

    private static Ending play(ExperimentRun run, SplittableRandom random, World world, Counting counting) {
        Recalibration calibration = calibration(random);
        for (int i = 0; i < UNITS_MAX; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(new Assignment(i, "u" + i, treated, 0.5, "", i));
            Seen unit = world.unit(random, treated, i);
            run.ended("u" + i, counting.outcome(calibration.probability(unit.score()), unit.outcome(), random));
            while (run.countNext()) {
                Verdict verdict = AdoptionRule.verdicts(List.of(run)).get("experiment");
                if (!(verdict instanceof Verdict.GoOn)) {
                    return new Ending(verdict, run.counted());
                }
            }
        }
        return new Ending(new Verdict.GoOn("not ended"), run.counted());
    }

    private static ProofRow useless(String name, int plays, long seed, World world) {
        return useless(name, plays, seed, world, OutcomeProofs::rated);
    }

    private static ProofRow useless(String name, int plays, long seed, World world, Counting counting) {
        double limit = 0.05 + 2 * Math.sqrt(0.05 * 0.95 / plays);
        double adopted = adopted(play(plays, seed, world, Outcomes.ESTIMATED, counting));
        double naive = adopted(play(plays, seed, world, Outcomes.EXPLICIT, OutcomeProofs::naive));
        return new ProofRow(
                name,
                "adopted ≤ " + percent(limit),
                percent(adopted) + " of " + plays,
                adopted <= limit,
                "estimates as outcomes: " + percent(naive));
    }

    private static ProofRow harmful(int plays, long seed) {
        World world = EstimateWorlds::flatteringHarm;
        double adopted = adopted(play(plays, seed, world, Outcomes.ESTIMATED, OutcomeProofs::rated));
        double naive = adopted(play(plays, seed, world, Outcomes.EXPLICIT, OutcomeProofs::naive));
        return new ProofRow(
                "17 a rule that costs 10 points makes the signals better",
                "adopted ≤ 1 %",
                percent(adopted),
                adopted <= 0.01,
                "estimates as outcomes: " + percent(naive));
    }

    private static ProofRow power(int plays, long seed, double effect, boolean isBar) {
        World world = (random, treated, order) -> EstimateWorlds.better(random, treated, effect);
        List<Ending> some = play(plays, seed, world, Outcomes.ESTIMATED, OutcomeProofs::rated);
        List<Ending> every = play(plays, seed, world, Outcomes.EXPLICIT, OutcomeProofs::all);
        double share = adopted(some) / adopted(every);
        return new ProofRow(
                String.format(
                        Locale.ROOT, "17 a rule of %.0f points; signals with an AUC of %.2f", 100 * effect, auc()),
                isBar ? "adopted ≥ 85 % as often as with every unit rated" : "(shown)",
                String.format(
                        Locale.ROOT,
                        "%s (median %d units) against %s (%d)",
                        percent(adopted(some)),
                        medianToAdoption(some),
                        percent(adopted(every)),
                        medianToAdoption(every)),
                !isBar || share >= 0.85,
                "");
    }

    /** Of the simulated signals: how well they tell success from failure. */
    private static double auc() {
        SplittableRandom random = new SplittableRandom(17);
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Seen unit = EstimateWorlds.same(random, false, i);
            pairs.add(new double[] {unit.score(), unit.outcome()});
        }
        return Agreement.of(pairs).auc();
    }

    private static double adopted(List<Ending> endings) {
        return endings.stream().filter(Ending::adopted).count() / (double) endings.size();
    }

    private static long medianToAdoption(List<Ending> endings) {
        long[] units = endings.stream()
                .mapToLong(ending -> ending.adopted() ? ending.units() : UNITS_MAX)
                .sorted()
                .toArray();
        return units[units.length / 2];
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
