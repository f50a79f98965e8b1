package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.proofs.TrialSimulation.Unit;
import ai.openclaw.lightning.sharing.PersonalGuidance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Some days of ten people with an agent each, on a bridge each, in an experiment of their team. They differ in how often their
 * agent succeeds, and in how much they ask of it. Half of the time they are offline, and what was closed then comes in one piece.
 * Each bridge draws the arms by itself, as it does in the product.
 *
 * @param gain what the rule adds to everybody's rate of success
 * @param hasty whether a success under treatment takes a minute; everything else takes up to an hour
 */
record TeamWorld(double gain, boolean hasty) {

    static final int PEOPLE = 10;
    static final int UNITS = 1_034;

    /** Of each; more than any of them has among the units. */
    private static final int TRACES = 300;

    private static final String AGENT = "agent";
    private static final double AWAY_MINUTES = 240;
    private static final double HOUR = 60;

    /** The outcome of one in five is known up to so many traces of the team later. */
    private static final int RATED_LATER = 100;

    /** Times are minutes; at {@code receivedAt} the team has it. */
    private record Shared(int person, boolean treated, boolean success, double startedAt, double receivedAt) {}

    /** As the team's bridge gets them: in the order in which they are shared, with each person as a stratum. */
    List<Unit> onTenBridges(int seed) {
        return units(seed, Comparator.comparingDouble(Shared::receivedAt), true);
    }

    /** The same traces on one bridge, which takes them in as they begin and does not know whose they are. */
    List<Unit> onOne(int seed) {
        return units(seed, Comparator.comparingDouble(Shared::startedAt), false);
    }

    private List<Unit> units(int seed, Comparator<Shared> order, boolean senders) {
        List<Shared> all = shared(seed);
        all.sort(order);
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 192);
        List<Unit> units = new ArrayList<>(UNITS);
        for (int i = 0; i < UNITS; i++) {
            Shared one = all.get(i);
            String sender = senders ? "person " + one.person() : null;
            String stratum = new TraceStart(AGENT, "model", null, null, null, sender).stratum();
            double late = random.nextInt(5) == 0 ? RATED_LATER * random.nextDouble() : 0;
            units.add(new Unit(one.treated(), 0.5, one.success() ? 1.0 : 0.0, stratum, i + late));
        }
        return units;
    }

    private List<Shared> shared(int seed) {
        List<Shared> all = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            all.addAll(of(person, seed));
        }
        return all;
    }

    /** What a person's bridge tells the agent there: all of it is the team's. */
    private static ActiveGuidance told(int person) {
        ActiveRule rule = new ActiveRule("suggestion", "Call `read` first.", AGENT);
        Experiment plan = TrialSimulation.plan(UNITS, Aim.SUCCESS);
        ActiveGuidance team =
                new ActiveGuidance("1", List.of(), List.of(new RunningExperiment(plan, List.of(rule), List.of())));
        try {
            return PersonalGuidance.of(team, "salt of " + person);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Shared> of(int person, int seed) {
        ActiveGuidance told = told(person);
        SplittableRandom random = new SplittableRandom(1_000_003L * seed + 19L * PEOPLE + person);
        double rate = 0.15 + 0.05 * person;
        double pause = 5 + 5 * (person % 4);
        List<Shared> all = new ArrayList<>();
        double now = pause * random.nextDouble();
        double changes = AWAY_MINUTES * random.nextDouble();
        boolean away = random.nextBoolean();
        for (int i = 0; i < TRACES; i++) {
            String traceId = String.format(Locale.ROOT, "%08x%012x%012x", seed, person, i);
            ArmAssignment arm =
                    Guidance.forTrace(told, AGENT, traceId, "session").arms().get(0);
            boolean treated = arm.arm().equals(ArmAssignment.TREATMENT);
            boolean success = random.nextDouble() < rate + (treated ? gain : 0);
            double took = hasty && treated && success ? 1 : HOUR * random.nextDouble();
            double closed = now + took;
            while (changes < closed) {
                changes += 2 * AWAY_MINUTES * random.nextDouble();
                away = !away;
            }
            all.add(new Shared(person, treated, success, now, away ? changes : closed));
            now = closed + 2 * pause * random.nextDouble();
        }
        return all;
    }
}
