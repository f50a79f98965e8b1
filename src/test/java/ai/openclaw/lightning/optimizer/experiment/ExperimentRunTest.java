package ai.openclaw.lightning.optimizer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Experiment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExperimentRunTest {

    private static Experiment plan(String id, Experiment.Method method, int unitsMax) {
        return new Experiment(
                id,
                "key",
                List.of("rule"),
                "agent",
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                method,
                0.5,
                unitsMax,
                0,
                Set.of("Timeout"));
    }

    private static ExperimentRun run() {
        return ExperimentRun.start(plan("e", Experiment.Method.BETTING, 10_000));
    }

    private static Assignment unit(int order, boolean treated) {
        return new Assignment(order, "u" + order, treated, 0.5, "stratum " + order % 3, order);
    }

    private static void end(ExperimentRun run, String unitId, UnitOutcome outcome) {
        run.ended(unitId, outcome);
        countAll(run);
    }

    private static void countAll(ExperimentRun run) {
        boolean counted = true;
        while (counted) {
            counted = run.countNext();
        }
    }

    private static void feed(ExperimentRun run, int from, int count, double control, double treatment) {
        SplittableRandom random = new SplittableRandom(from + 1);
        for (int i = from; i < from + count; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(unit(i, treated));
            double rate = treated ? treatment : control;
            end(run, "u" + i, UnitOutcome.scored(random.nextDouble() < rate ? 1 : 0));
        }
    }

    @Test
    void ended_outOfOrder_isCountedInTheOrderOfAssignment() {
        ExperimentRun ordered = run();
        ExperimentRun shuffled = run();
        List<Integer> arrivals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ordered.assigned(unit(i, i % 2 == 0));
            shuffled.assigned(unit(i, i % 2 == 0));
            arrivals.add(i);
        }
        arrivals.forEach(i -> end(ordered, "u" + i, UnitOutcome.scored(i % 3 / 2.0)));
        Collections.shuffle(arrivals, new Random(1));
        arrivals.forEach(i -> end(shuffled, "u" + i, UnitOutcome.scored(i % 3 / 2.0)));

        assertThat(shuffled.state()).isEqualTo(ordered.state());
        assertThat(ordered.state().counted()).isEqualTo(200);
    }

    @Test
    void ended_headIsMissing_nothingIsCounted() {
        ExperimentRun run = run();
        run.assigned(unit(0, true));
        run.assigned(unit(1, false));
        end(run, "u1", UnitOutcome.scored(1));
        assertThat(run.state().counted()).isZero();

        run.expire(ExperimentRun.OUTCOME_WAIT_MS - 1);
        countAll(run);
        assertThat(run.state().counted()).isZero();
        run.expire(ExperimentRun.OUTCOME_WAIT_MS);
        countAll(run);
        assertThat(run.state().counted()).isEqualTo(2);
        assertThat(run.state().missing()).isEqualTo(1);
    }

    @Test
    void assigned_again_andEndedAgain_changeNothing() {
        ExperimentRun run = run();
        feed(run, 0, 50, 0.5, 0.5);
        ExperimentState before = run.state();

        assertThat(run.assigned(unit(49, true))).isFalse();
        assertThat(run.assigned(unit(3, true))).isFalse();
        assertThat(run.ended("u3", UnitOutcome.scored(1))).isFalse();
        assertThat(run.ended("stranger", UnitOutcome.scored(1))).isFalse();
        assertThat(run.state()).isEqualTo(before);
    }

    /** Through JSON after every unit, with some waiting: the same to the last bit as without. */
    @Test
    void resume_throughJsonAfterEveryUnit_isExact() throws JsonProcessingException {
        ObjectMapper json = TestJson.MAPPER;
        ExperimentRun straight = run();
        ExperimentRun restarted = run();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 300; i++) {
            boolean treated = random.nextBoolean();
            UnitOutcome outcome = new UnitOutcome(
                    random.nextInt(10) == 0 ? null : random.nextDouble(),
                    random.nextInt(30) == 0,
                    false,
                    random.nextInt(3) == 0 ? null : 100L + random.nextInt(900),
                    random.nextInt(9) == 0 ? Set.of("E" + random.nextInt(4)) : Set.of());
            straight.assigned(unit(i, treated));
            restarted.assigned(unit(i, treated));
            if (i >= 5) {
                end(straight, "u" + (i - 5), outcome);
                end(restarted, "u" + (i - 5), outcome);
            }
            String stored = json.writeValueAsString(restarted.state());
            restarted = ExperimentRun.resume(json.readValue(stored, ExperimentState.class));
        }
        assertThat(restarted.state()).isEqualTo(straight.state());
        assertThat(straight.state().counted()).isEqualTo(295);
        assertThat(restarted.evidence()).isEqualTo(straight.evidence());
    }

    @Test
    void missing_movesNoEvidence_andIsNotZero() {
        ExperimentRun run = run();
        feed(run, 0, 30, 0.5, 0.5);
        double evidence = run.evidence();
        double sum = run.state().overall().sum();
        run.assigned(unit(30, true));
        end(run, "u30", UnitOutcome.missing());

        assertThat(run.evidence()).isEqualTo(evidence);
        assertThat(run.state().overall().sum()).isEqualTo(sum);
        assertThat(run.state().missing()).isEqualTo(1);
    }

    @Test
    void verdict_harm_rollsBack() {
        ExperimentRun run = run();
        feed(run, 0, 300, 0.8, 0.4);

        assertThat(run.verdict()).isInstanceOf(Verdict.RollBack.class);
    }

    @Test
    void verdict_moreCrashesUnderTreatment_rollsBack() {
        ExperimentRun run = run();
        for (int i = 0; i < 200; i++) {
            boolean treated = i % 2 == 0;
            run.assigned(unit(i, treated));
            // The score says 1 to hide it; a crash counts 0 all the same.
            end(run, "u" + i, new UnitOutcome(1.0, treated && i % 4 == 0, false, null, Set.of()));
        }
        assertThat(run.verdict()).isInstanceOf(Verdict.RollBack.class);
    }

    @Test
    void verdict_tripledTokens_rollsBack_oneHugeTrace_doesNot() {
        ExperimentRun tripled = run();
        ExperimentRun oneHuge = run();
        for (int i = 0; i < 80; i++) {
            boolean treated = i % 2 == 0;
            long usual = 1_000L + i;
            long huge = i == 40 ? 10_000_000 : usual;
            for (ExperimentRun run : List.of(tripled, oneHuge)) {
                run.assigned(unit(i, treated));
            }
            end(tripled, "u" + i, new UnitOutcome(1.0, false, false, treated ? 3 * usual : usual, Set.of()));
            end(oneHuge, "u" + i, new UnitOutcome(1.0, false, false, huge, Set.of()));
        }
        assertThat(tripled.verdict()).isInstanceOf(Verdict.RollBack.class);
        assertThat(oneHuge.verdict()).isInstanceOf(Verdict.GoOn.class);
    }

    @Test
    void verdict_newErrorClassAmongTheTreatedOnly_pauses() {
        assertThat(withErrors("Corrupt", false).verdict()).isInstanceOf(Verdict.Pause.class);
    }

    @Test
    void verdict_errorClassKnownBeforeOrSeenUnderControl_goesOn() {
        assertThat(withErrors("Timeout", false).verdict()).isInstanceOf(Verdict.GoOn.class);
        assertThat(withErrors("Corrupt", true).verdict()).isInstanceOf(Verdict.GoOn.class);
    }

    /** Sixty new classes, each in a dozen units of both arms: that one comes to the treated first is chance. */
    @Test
    void verdict_manyNewErrorClassesInBothArms_seldomPauses() {
        int paused = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ExperimentRun run = run();
            boolean goesOn = true;
            for (int i = 0; i < 720 && goesOn; i++) {
                run.assigned(unit(i, random.nextBoolean()));
                end(run, "u" + i, new UnitOutcome(1.0, false, false, null, Set.of("class " + i / 12)));
                goesOn = run.verdict() instanceof Verdict.GoOn;
            }
            paused += goesOn ? 0 : 1;
        }
        assertThat(paused).as("of 200").isLessThanOrEqualTo(20);
    }

    @Test
    void acknowledge_afterAPause_forgetsItsReasonAndNothingElse() {
        ExperimentRun errors = withErrors("Corrupt", false);
        ExperimentRun missing = run();
        for (int i = 0; i < 120; i++) {
            missing.assigned(unit(i, i % 2 == 0));
            end(missing, "u" + i, i % 2 == 0 ? UnitOutcome.missing() : UnitOutcome.scored(0.5));
        }
        assertThat(missing.verdict()).isInstanceOf(Verdict.Pause.class);

        for (ExperimentRun run : List.of(errors, missing)) {
            ExperimentState before = run.state();
            run.acknowledge();
            assertThat(run.verdict()).isInstanceOf(Verdict.GoOn.class);
            assertThat(run.state().adoptLogWealth()).isEqualTo(before.adoptLogWealth());
            assertThat(run.state().harmLogWealth()).isEqualTo(before.harmLogWealth());
            assertThat(run.state().counted()).isEqualTo(before.counted());
        }
        for (int i = 1_000; i < 1_020; i++) {
            boolean treated = i % 2 == 1;
            errors.assigned(unit(i, treated));
            Set<String> other = treated ? Set.of("Another") : Set.of();
            end(errors, "u" + i, new UnitOutcome(1.0, false, false, null, other));
        }
        assertThat(errors.verdict()).isInstanceOf(Verdict.Pause.class);
    }

    private static ExperimentRun withErrors(String errorClass, boolean alsoControl) {
        ExperimentRun run = run();
        for (int i = 0; i < 20; i++) {
            boolean treated = i % 2 == 1;
            Set<String> errors = treated || alsoControl ? Set.of(errorClass) : Set.of();
            run.assigned(unit(i, treated));
            end(run, "u" + i, new UnitOutcome(1.0, false, false, null, errors));
        }
        return run;
    }

    @Test
    void verdict_fixedHorizon_decidesOnlyAtTheEnd() {
        ExperimentRun run = ExperimentRun.start(plan("e", Experiment.Method.FIXED_HORIZON, 400));
        feed(run, 0, 399, 0.4, 0.7);
        assertThat(run.verdict()).isInstanceOf(Verdict.GoOn.class);
        feed(run, 399, 1, 0.4, 0.7);
        assertThat(run.verdict()).isInstanceOf(Verdict.Adopt.class);

        ExperimentRun none = ExperimentRun.start(plan("e", Experiment.Method.FIXED_HORIZON, 100));
        feed(none, 0, 100, 0.5, 0.5);
        assertThat(none.verdict()).isInstanceOf(Verdict.End.class);
    }

    @Test
    void verdicts_oneAlone_isAdoptedAtTwenty_amongThreeAtSixty() {
        ExperimentRun good = ExperimentRun.start(plan("good", Experiment.Method.BETTING, 10_000));
        int units = 0;
        while (good.evidence() < 20) {
            feed(good, units++, 1, 0.3, 0.8);
        }
        ExperimentRun idle = ExperimentRun.start(plan("idle", Experiment.Method.BETTING, 10_000));
        ExperimentRun other = ExperimentRun.start(plan("other", Experiment.Method.BETTING, 10_000));
        assertThat(AdoptionRule.verdicts(List.of(good)).get("good")).isInstanceOf(Verdict.Adopt.class);
        assertThat(AdoptionRule.verdicts(List.of(idle, good, other)).get("good"))
                .isInstanceOf(Verdict.GoOn.class);
        while (good.evidence() < 60) {
            feed(good, units++, 1, 0.3, 0.8);
        }
        assertThat(AdoptionRule.verdicts(List.of(idle, good, other)).get("good"))
                .isInstanceOf(Verdict.Adopt.class);
    }

    @Test
    void verdicts_holdOut_isNeverAdoptedOnceMore() {
        Experiment holdOut = new Experiment(
                "h",
                "key",
                List.of("rule"),
                "agent",
                Experiment.Purpose.HOLD_OUT,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.95,
                200,
                0,
                Set.of());
        ExperimentRun run = ExperimentRun.start(holdOut);
        feed(run, 0, 200, 0.1, 0.9);

        assertThat(run.evidence()).isGreaterThan(20);
        assertThat(AdoptionRule.verdicts(List.of(run)).get("h")).isInstanceOf(Verdict.End.class);
    }

    @Test
    void ofSession_isTheMeanOfItsCountedTraces() {
        UnitOutcome session = UnitOutcome.ofSession(List.of(
                UnitOutcome.scored(1),
                UnitOutcome.missing(),
                new UnitOutcome(null, false, true, 100L, Set.of("E")),
                new UnitOutcome(1.0, true, false, 50L, Set.of())));

        assertThat(session.value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(session.tokens()).isEqualTo(150);
        assertThat(session.crashed()).isFalse();
        assertThat(UnitOutcome.ofSession(List.of()).counted()).isNull();
    }
}
