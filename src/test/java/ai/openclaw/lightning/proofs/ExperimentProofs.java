package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.proofs.TrialSimulation.Ending;
import ai.openclaw.lightning.proofs.TrialSimulation.Unit;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Proofs 5 to 7: experiments. The number of plays is the caller's choice; everything else is fixed. */
final class ExperimentProofs {

    private ExperimentProofs() {}

    /** 5: try again against ReAct. */
    static List<ProofRow> realPromptChange(int orders, int ordersWithoutChange) {
        Pairs change = Pairs.of(RecordedTraces.TRY_AGAIN, RecordedTraces.REACT);
        Pairs reversed = new Pairs(change.treatment(), change.control(), change.strata());
        Pairs none = new Pairs(change.control(), change.control(), change.strata());
        List<Ending> endings = play(orders, change::shuffled);
        double adopted = share(endings, Ending::adopted);
        double median = medianUnits(endings, Ending::adopted);
        double wrong = share(play(orders, reversed::shuffled), Ending::adopted);
        double nothing = share(play(ordersWithoutChange, none::shuffled), Ending::adopted);
        double peeking = rivalShare(ordersWithoutChange, none::shuffled);
        double thompson = thompsonShare(ordersWithoutChange / 4, none);
        return List.of(
                new ProofRow(
                        "5 InterCode, try again → ReAct, " + orders + " orders",
                        "adopted ≥ 90 %, median ≤ 450",
                        percent(adopted) + ", median " + Math.round(median),
                        adopted >= 0.9 && median <= 450,
                        ""),
                new ProofRow("5 reversed arms", "adopted ≤ 1 %", percent(wrong), wrong <= 0.01, ""),
                new ProofRow(
                        "5 A/A, " + ordersWithoutChange + " orders",
                        "adopted ≤ 5 %",
                        percent(nothing),
                        nothing <= 0.05,
                        "peeking at p < 0.05: " + percent(peeking) + "; Thompson P(best) > 95 %: " + percent(thompson)
                                + "; strictly better on 10 tasks: " + percent(strictlyBetter(none, 10_000))));
    }

    /** A null edit on ten held-out tasks: run both ways afresh, accept when it solves strictly more. */
    private static double strictlyBetter(Pairs pairs, int plays) {
        SplittableRandom random = new SplittableRandom(5);
        double rate = pairs.control().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        int accepted = 0;
        for (int i = 0; i < plays; i++) {
            int lead = 0;
            for (int task = 0; task < 10; task++) {
                lead += random.nextDouble() < rate ? 1 : 0;
                lead -= random.nextDouble() < rate ? 1 : 0;
            }
            accepted += lead > 0 ? 1 : 0;
        }
        return (double) accepted / plays;
    }

    private static double thompsonShare(int plays, Pairs pairs) {
        int adopted = 0;
        for (int seed = 0; seed < plays; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Double> outcomes =
                    pairs.shuffled(seed).stream().map(Unit::outcome).toList();
            adopted += Rivals.thompson(outcomes, outcomes, random) ? 1 : 0;
        }
        return (double) adopted / plays;
    }

    /** 6: experiments without an effect in worlds that break ordinary tests. */
    static List<ProofRow> noEffectInHardWorlds(int plays) {
        List<ProofRow> rows = new ArrayList<>();
        rows.add(world("drift of the task mix", plays, seed -> HardWorlds.drift(seed, i -> 0.5), ""));
        rows.add(world(
                "drift with a canary ramp", plays, seed -> HardWorlds.drift(seed, i -> i < 300 ? 0.2 : 0.5), ""));
        rows.add(world("30 sessions × 30 traces, correlation 0.3", plays, HardWorlds::sessions, ""));
        double before = share(play(Math.min(plays, 1_000), HardWorlds::stickyArm), Ending::adopted);
        rows.add(singleSession(plays, "arm sticky per session, 30 sessions: " + percent(before)));
        double completion = share(
                play(Math.min(plays, 1_000), seed -> HardWorlds.inOrderOfCompletion(HardWorlds.fasterSuccess(seed))),
                Ending::adopted);
        rows.add(world(
                "faster success under treatment",
                plays,
                HardWorlds::fasterSuccess,
                "counted in order of completion: " + percent(completion)));
        rows.add(missing(plays));
        return rows;
    }

    private static ProofRow world(String name, int plays, Function<Integer, List<Unit>> world, String rival) {
        double adopted = share(play(plays, world), Ending::adopted);
        return new ProofRow(
                "6 A/A, " + name,
                "adopted ≤ " + percent(limit(plays)),
                percent(adopted) + " of " + plays,
                adopted <= limit(plays),
                rival);
    }

    private static ProofRow singleSession(int plays, String rival) {
        Function<Integer, List<Unit>> world = seed -> HardWorlds.drift(seed, i -> 0.5);
        double adopted = share(play(plays, world), Ending::adopted);
        long treated = world.apply(0).stream().filter(Unit::treated).count();
        boolean both = treated > 0.4 * HardWorlds.UNITS && treated < 0.6 * HardWorlds.UNITS;
        return new ProofRow(
                "6 A/A, one single session key under drift",
                "adopted ≤ " + percent(limit(plays)) + ", both arms seen",
                percent(adopted) + "; treated " + treated + " of " + HardWorlds.UNITS,
                adopted <= limit(plays) && both,
                rival);
    }

    private static ProofRow missing(int plays) {
        List<Ending> endings = play(plays, HardWorlds::missingRewards);
        double adopted = share(endings, Ending::adopted);
        double fired = share(endings, Ending::paused);
        double dropped = share(
                play(
                        Math.min(plays, 1_000),
                        seed -> HardWorlds.missingRewards(seed).stream()
                                .filter(unit -> unit.outcome() != null)
                                .toList()),
                Ending::adopted);
        return new ProofRow(
                "6 A/A, half of the failures under treatment unrewarded",
                "adopted ≤ " + percent(limit(plays)) + ", the guard fires",
                percent(adopted) + ", fired in " + percent(fired),
                adopted <= limit(plays) && fired > 0.9,
                "dropping them: " + percent(dropped));
    }

    /** 7: a rule that costs 30 points of 60. */
    static List<ProofRow> harm(int plays) {
        List<Ending> half = play(plays, seed -> HardWorlds.fixedRates(seed, 0.5, 0.6, 0.3));
        List<Ending> canary = play(plays, seed -> HardWorlds.fixedRates(seed, 0.2, 0.6, 0.3));
        double alarms = share(play(plays, seed -> HardWorlds.fixedRates(seed, 0.5, 0.6, 0.6)), Ending::rolledBack);
        double halfMedian = medianUnits(half, Ending::rolledBack);
        double canaryMedian = medianUnits(canary, Ending::rolledBack);
        return List.of(
                new ProofRow(
                        "7 a rule that costs 30 points, 50/50",
                        "rolled back after a median ≤ 65",
                        Math.round(halfMedian) + ", in " + percent(share(half, Ending::rolledBack)),
                        halfMedian <= 65,
                        ""),
                new ProofRow(
                        "7 the same at 20 %",
                        "median ≤ 95",
                        Math.round(canaryMedian) + ", in " + percent(share(canary, Ending::rolledBack)),
                        canaryMedian <= 95,
                        ""),
                new ProofRow(
                        "7 false alarms within 1,034 A/A units",
                        "≤ 10 %",
                        percent(alarms) + " of " + plays,
                        alarms <= 0.1,
                        ""));
    }

    static List<Ending> play(int plays, Function<Integer, List<Unit>> world) {
        List<Ending> endings = new ArrayList<>(plays);
        for (int seed = 0; seed < plays; seed++) {
            endings.add(TrialSimulation.play(world.apply(seed)));
        }
        return endings;
    }

    private static double rivalShare(int plays, Function<Integer, List<Unit>> world) {
        int adopted = 0;
        for (int seed = 0; seed < plays; seed++) {
            adopted += Rivals.peeking(world.apply(seed)) ? 1 : 0;
        }
        return (double) adopted / plays;
    }

    static double share(List<Ending> endings, Function<Ending, Boolean> what) {
        return (double) endings.stream().filter(what::apply).count() / endings.size();
    }

    /** Over all plays: one that did not end so counts as longer than any. */
    static double medianUnits(List<Ending> endings, Function<Ending, Boolean> what) {
        double[] units = endings.stream()
                .mapToDouble(ending -> what.apply(ending) ? ending.units() : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        return units[units.length / 2];
    }

    /** 5 % and two standard errors of a share of 5 %. */
    static double limit(int plays) {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / plays);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
