package ai.openclaw.lightning.optimizer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Aim.Margins;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Trigger;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Experiments about a rule's situation: who speaks for the rule, who against it, and how they end. */
final class SituationTest {

    private static final Trigger FAILED = new Trigger(Trigger.Kind.FAILED, "select");
    private static final Aim THERE = new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), FAILED, new Margins(0.1, 0), 0, 1);
    private static final Aim CALLS = new Aim(Aim.Goal.FEWER_CALLS, new Margins(0.02, 0.1), null, null, 0, 8);

    private static ExperimentRun run(Aim aim) {
        return ExperimentRun.start(plan(aim));
    }

    private static Experiment plan(Aim aim) {
        return Runs.plan("e", Experiment.Method.BETTING, 100_000, aim);
    }

    private interface World {
        UnitOutcome unit(SplittableRandom random, boolean treated);
    }

    private static Verdict verdict(ExperimentRun run) {
        return AdoptionRule.verdicts(List.of(run)).get("e");
    }

    /** Feeds units until something is decided. */
    private static Verdict play(ExperimentRun run, int unitsMax, World world) {
        return play(run, unitsMax, world, 7);
    }

    private static Verdict play(ExperimentRun run, int unitsMax, World world, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < unitsMax && verdict(run) instanceof Verdict.GoOn; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(new Assignment(i, "u" + i, treated, 0.5, "", i));
            run.ended("u" + i, world.unit(random, treated));
            run.countNext();
        }
        return verdict(run);
    }

    private static UnitOutcome outcome(SplittableRandom random, double rate, boolean reached) {
        return UnitOutcome.scored(random.nextDouble() < rate ? 1 : 0).reaching(reached);
    }

    @Test
    void goodRule_whereItApplies_isAdoptedByTheUnitsThere() {
        World world = (random, treated) -> {
            boolean reached = random.nextDouble() < 0.3;
            return outcome(random, reached && treated ? 0.7 : 0.4, reached);
        };
        ExperimentRun run = run(THERE);

        assertThat(play(run, 4_000, world)).isInstanceOf(Verdict.Adopt.class);
        assertThat(run.state().reach().reached()).isGreaterThanOrEqualTo(100);
        assertThat(run.state().reach().units()).isEqualTo(run.counted());
    }

    @Test
    void unitsElsewhere_doNotSpeakForTheRule_butAgainstIt() {
        World better = (random, treated) -> outcome(random, treated ? 0.8 : 0.4, false);
        World worse = (random, treated) -> outcome(random, treated ? 0.2 : 0.6, false);
        ExperimentRun none = run(THERE);

        assertThat(play(none, 1_000, better)).isInstanceOf(Verdict.GoOn.class);
        assertThat(none.evidence()).isEqualTo(1);
        assertThat(play(run(THERE), 1_000, worse)).isInstanceOf(Verdict.RollBack.class);
    }

    @Test
    void ruleThatKeepsFailuresAway_isNotAdopted_andAllUnitsDecide() {
        World selected = (random, treated) -> {
            UnitOutcome unit = outcome(random, 0.5, random.nextDouble() < 0.6);
            return treated && unit.value() == 0 ? unit.reaching(false) : unit;
        };
        int adopted = 0;
        int guarded = 0;
        for (int seed = 0; seed < 50; seed++) {
            ExperimentRun run = run(THERE);
            adopted += play(run, 4_000, selected, seed) instanceof Verdict.Adopt ? 1 : 0;
            guarded += run.state().reach().guarded() ? 1 : 0;
        }

        assertThat(adopted).isLessThanOrEqualTo(5);
        assertThat(guarded).isGreaterThanOrEqualTo(45);
    }

    @Test
    void uselessRule_endsForFutility_withItsReason() {
        Verdict there = play(run(THERE), 4_000, (random, treated) -> outcome(random, 0.5, random.nextDouble() < 0.6));

        assertThat(there).isInstanceOf(Verdict.End.class);
        assertThat(there.reason()).isEqualTo("A gain of 10 points or more is excluded where the rule applies.");
    }

    @Test
    void fewerCalls_needBothASavingAndUnharmedSuccess() {
        World saves = (random, treated) -> calls(outcome(random, 0.5, true), treated ? 5 : 8);
        World costs = (random, treated) -> calls(outcome(random, treated ? 0.36 : 0.5, true), treated ? 5 : 8);
        World neither = (random, treated) -> calls(outcome(random, 0.5, true), 4 + random.nextInt(9));

        assertThat(play(run(CALLS), 4_000, saves)).isInstanceOf(Verdict.Adopt.class);
        assertThat(play(run(CALLS), 4_000, costs)).isNotInstanceOf(Verdict.Adopt.class);
        assertThat(play(run(CALLS), 4_000, neither)).isInstanceOf(Verdict.End.class);
    }

    private static UnitOutcome calls(UnitOutcome unit, double calls) {
        return new UnitOutcome(unit.value(), false, false, null, Set.of(), 0, calls, unit.reached(), null);
    }

    @Test
    void probation_overWithoutEvidence_takesTheRuleBack() {
        Aim onProbation = new Aim(Aim.Goal.SUCCESS, new Margins(0, 0), null, null, 50, 1);
        ExperimentRun none = run(onProbation);
        World useless = (random, treated) -> outcome(random, treated ? 0.48 : 0.5, true);
        World good = (random, treated) -> outcome(random, treated ? 0.8 : 0.4, true);

        Verdict verdict = play(none, 4_000, useless);
        assertThat(verdict.reason()).isEqualTo("Nothing speaks for it after 50 units that were told the rule.");
        assertThat(none.state().all().overall().exposed()).isEqualTo(50);
        assertThat(play(run(onProbation), 4_000, good)).isInstanceOf(Verdict.Adopt.class);
    }

    @Test
    void probation_passed_isNotLookedAtAgain() {
        Aim onProbation = new Aim(Aim.Goal.SUCCESS, new Margins(0, 0), null, null, 50, 1);
        ExperimentRun run = run(onProbation);
        World goodAtFirst = (random, treated) -> {
            boolean isOver = run.state().all().overall().exposed() > 50;
            double rate = isOver ? (treated ? 0.48 : 0.5) : (treated ? 0.6 : 0.45);
            return outcome(random, rate, true);
        };

        Verdict verdict = play(run, 1_000, goodAtFirst);

        assertThat(run.evidence()).isLessThan(1);
        assertThat(verdict).isInstanceOf(Verdict.GoOn.class);
    }

    @Test
    void secondTry_goesOnWithTheWealthOfTheFirst_andWithNothingElse() {
        ExperimentRun first = run(THERE);
        play(first, 60, (random, treated) -> outcome(random, treated ? 0.3 : 0.6, true));
        ExperimentRun second = ExperimentRun.startAgain(plan(THERE), first.state());

        assertThat(second.counted()).isZero();
        assertThat(second.harmEvidence()).isEqualTo(1);
        assertThat(second.state().all().gainLogWealth())
                .isEqualTo(first.state().all().gainLogWealth());
        assertThat(second.state().reach().comparison().gainLogWealth())
                .isEqualTo(first.state().reach().comparison().gainLogWealth());
        assertThat(second.evidence()).isLessThan(1);
    }

    @Test
    void resumed_goesOnExactly() {
        World world = (random, treated) -> outcome(random, treated ? 0.55 : 0.5, random.nextBoolean());
        ExperimentRun run = run(THERE);
        play(run, 200, world);
        ExperimentRun resumed = ExperimentRun.resume(run.state());

        assertThat(resumed.state()).isEqualTo(run.state());
        assertThat(resumed.evidence()).isEqualTo(run.evidence());
        assertThat(resumed.futility()).isEqualTo(run.futility());
    }
}
