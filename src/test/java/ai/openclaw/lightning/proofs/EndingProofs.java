package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Aim.Margins;
import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Proofs 11 to 15: experiments on the units in a rule's situation, that end for futility, try twice or save calls. */
final class EndingProofs {

    private static final int UNITS_MAX = 4_000;
    private static final int EARLY = 100;
    private static final int SOON_UNITS = 1_000;
    private static final Trigger SITUATION = new Trigger(Trigger.Kind.FAILED, "select");

    /** In its situation, with the effect that is worth going on for there; and over all units. */
    private static final Aim THERE =
            new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), SITUATION, new Margins(0.1, 0), 0, 1);

    /** The same for a rule that no person asked for, with a probation that does not end. */
    private static final Aim SOON =
            new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), SITUATION, new Margins(0.1, 0), UNITS_MAX, 1);

    private static final Aim EVERYWHERE = new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), null, null, 0, 1);
    private static final Aim CALLS =
            new Aim(Aim.Goal.FEWER_CALLS, new Margins(0.02, 0.03), SITUATION, new Margins(0.02, 0.1), 0, 8);

    private EndingProofs() {}

    private record Ending(Verdict verdict, long units, boolean guarded, ExperimentRun run) {

        boolean adopted() {
            return verdict instanceof Verdict.Adopt;
        }
    }

    /** Computes the rows. */
    static List<ProofRow> all(int plays, long seed) {
        List<ProofRow> rows = new ArrayList<>();
        rows.add(useless("11 A/A, judged in a situation of 30 %", play(plays, seed, THERE, SituationWorlds::drifting)));
        rows.add(useless("11 the same, the good outcomes come first", delayed(plays, seed, THERE)));
        rows.add(useless(
                "11 A/A in a hurry, in a situation of 30 %", play(plays, seed, SOON, SituationWorlds::drifting)));
        rows.add(useless("11 A/A in a hurry, the good outcomes come first", delayed(plays, seed, SOON)));
        rows.add(useless("11 A/A, with a second try after an early roll-back", twice(plays, seed)));
        rows.add(useless("11 A/A, for fewer calls", play(plays, seed, CALLS, SituationWorlds::sameCalls)));
        rows.add(useless(
                "11 calls saved, success 10 points worse in the situation",
                play(plays, seed, CALLS, SituationWorlds::dearlySaved)));
        rows.add(changedReach(play(plays, seed, THERE, SituationWorlds::halfAsOften)));
        rows.add(power(play(
                plays / 2,
                seed,
                THERE,
                (random, treated, order) -> SituationWorlds.situation(random, 0.3, treated ? 0.6 : 0.4))));
        rows.add(soon(plays / 2, seed));
        rows.addAll(futility(plays, seed));
        rows.add(savings(play(plays / 2, seed, CALLS, SituationWorlds::saved)));
        return rows;
    }

    private static List<Ending> play(int plays, long seed, Aim aim, SituationWorlds.World world) {
        List<Ending> endings = new ArrayList<>(plays);
        for (int i = 0; i < plays; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            endings.add(play(ExperimentRun.start(TrialSimulation.plan(UNITS_MAX, aim)), UNITS_MAX, random, world));
        }
        return endings;
    }

    private static Ending play(ExperimentRun run, int units, SplittableRandom random, SituationWorlds.World world) {
        for (int i = 0; i < units; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(new Assignment(i, "u" + i, treated, 0.5, "", i));
            run.ended("u" + i, world.unit(random, treated, i));
            Ending ending = counted(run);
            if (ending != null) {
                return ending;
            }
        }
        return ending(new Verdict.GoOn("not ended"), run);
    }

    /** Counts what can be counted; null while the run goes on. */
    private static Ending counted(ExperimentRun run) {
        while (run.countNext()) {
            Verdict verdict = AdoptionRule.verdicts(List.of(run)).get("experiment");
            if (!(verdict instanceof Verdict.GoOn)) {
                return ending(verdict, run);
            }
        }
        return null;
    }

    private static Ending ending(Verdict verdict, ExperimentRun run) {
        boolean guarded = run.state().reach() != null && run.state().reach().guarded();
        return new Ending(verdict, run.counted(), guarded, run);
    }

    /** Failures become known forty units later than successes. */
    private static List<Ending> delayed(int plays, long seed, Aim aim) {
        List<Ending> endings = new ArrayList<>(plays);
        for (int i = 0; i < plays; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            ExperimentRun run = ExperimentRun.start(TrialSimulation.plan(UNITS_MAX, aim));
            UnitOutcome[] late = new UnitOutcome[UNITS_MAX];
            Ending ending = null;
            for (int order = 0; order < UNITS_MAX && ending == null; order++) {
                boolean treated = random.nextBoolean();
                run.assigned(new Assignment(order, "u" + order, treated, 0.5, "", order));
                late[order] = SituationWorlds.drifting(random, treated, order);
                if (late[order].value() == 1) {
                    run.ended("u" + order, late[order]);
                }
                if (order >= 40 && late[order - 40].value() == 0) {
                    run.ended("u" + (order - 40), late[order - 40]);
                }
                ending = counted(run);
            }
            endings.add(ending == null ? ending(new Verdict.GoOn("not ended"), run) : ending);
        }
        return endings;
    }

    private static List<Ending> twice(int plays, long seed) {
        List<Ending> endings = new ArrayList<>(plays);
        for (int i = 0; i < plays; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            SituationWorlds.World none = (numbers, treated, order) -> SituationWorlds.situation(numbers, 0.3, 0.5);
            Ending first = play(ExperimentRun.start(TrialSimulation.plan(UNITS_MAX, THERE)), UNITS_MAX, random, none);
            boolean again = first.verdict() instanceof Verdict.RollBack && first.units() <= EARLY;
            endings.add(
                    again
                            ? play(
                                    ExperimentRun.startAgain(
                                            TrialSimulation.plan(UNITS_MAX, THERE),
                                            first.run().state()),
                                    UNITS_MAX,
                                    random,
                                    none)
                            : first);
        }
        return endings;
    }

    private static ProofRow useless(String name, List<Ending> endings) {
        double limit = 0.05 + 2 * Math.sqrt(0.05 * 0.95 / endings.size());
        double adopted = adopted(endings);
        return new ProofRow(
                name, "adopted ≤ " + percent(limit), percent(adopted) + " of " + endings.size(), adopted <= limit, "");
    }

    private static ProofRow changedReach(List<Ending> endings) {
        double adopted = adopted(endings);
        double guarded = endings.stream().filter(Ending::guarded).count() / (double) endings.size();
        return new ProofRow(
                "12 the treated get into the situation half as often, no effect on success",
                "adopted ≤ 5 %, the guard fires in ≥ 90 %",
                percent(adopted) + ", fires in " + percent(guarded),
                adopted <= 0.05 && guarded >= 0.9,
                "");
    }

    private static ProofRow power(List<Ending> endings) {
        long median = medianToAdoption(endings);
        return new ProofRow(
                "13 20 points in a situation of 30 %",
                "adopted after a median ≤ 550 units", median + ", in " + percent(adopted(endings)), median <= 550, "");
    }

    /** What the hurried gambler is for: an effect as a rule often has it, while others wait. */
    private static ProofRow soon(int plays, long seed) {
        SituationWorlds.World world =
                (random, treated, order) -> SituationWorlds.situation(random, 0.5, treated ? 0.41 : 0.28);
        double hurried = adoptedSoon(play(plays, seed, SOON, world));
        double steady = adoptedSoon(play(plays, seed, THERE, world));
        return new ProofRow(
                "13 13 points in a situation of 50 %, in a hurry",
                "adopted within " + SOON_UNITS + " units more often than at leisure",
                percent(hurried) + "; at leisure " + percent(steady),
                hurried > steady,
                "");
    }

    private static double adoptedSoon(List<Ending> endings) {
        return endings.stream()
                        .filter(ending -> ending.adopted() && ending.units() <= SOON_UNITS)
                        .count()
                / (double) endings.size();
    }

    private static List<ProofRow> futility(int plays, long seed) {
        List<Ending> none =
                play(plays, seed, EVERYWHERE, (random, treated, order) -> SituationWorlds.outcome(random, 0.5, true));
        List<Ending> good = play(
                plays / 2,
                seed,
                EVERYWHERE,
                (random, treated, order) -> SituationWorlds.outcome(random, treated ? 0.51 : 0.4, true));
        long[] units = none.stream().mapToLong(Ending::units).sorted().toArray();
        double adopted = adopted(good);
        return List.of(
                new ProofRow(
                        "14 a rule without any effect ends",
                        "after a median ≤ 800 units",
                        units[units.length / 2] + "; adopted " + percent(adopted(none)),
                        units[units.length / 2] <= 800,
                        "to the last unit: " + UNITS_MAX),
                new ProofRow(
                        "14 a rule of 11 points",
                        "still adopted in ≥ 95 %",
                        percent(adopted) + ", median " + medianToAdoption(good),
                        adopted >= 0.95,
                        ""));
    }

    private static ProofRow savings(List<Ending> endings) {
        long median = medianToAdoption(endings);
        return new ProofRow(
                "15 two of eight calls saved in a situation of 30 %",
                "adopted in ≥ 50 %", percent(adopted(endings)) + ", median " + median, adopted(endings) >= 0.5, "");
    }

    private static double adopted(List<Ending> endings) {
        return endings.stream().filter(Ending::adopted).count() / (double) endings.size();
    }

    private static long medianToAdoption(List<Ending> endings) {
        long[] units = endings.stream()
                .mapToLong(ending -> ending.adopted() ? ending.units() : Long.MAX_VALUE)
                .sorted()
                .toArray();
        return units[units.length / 2];
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
