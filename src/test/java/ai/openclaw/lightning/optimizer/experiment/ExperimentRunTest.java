package ai.openclaw.lightning.optimizer.experiment;

import static ai.openclaw.lightning.optimizer.experiment.Runs.countAll;
import static ai.openclaw.lightning.optimizer.experiment.Runs.end;
import static ai.openclaw.lightning.optimizer.experiment.Runs.feed;
import static ai.openclaw.lightning.optimizer.experiment.Runs.plan;
import static ai.openclaw.lightning.optimizer.experiment.Runs.run;
import static ai.openclaw.lightning.optimizer.experiment.Runs.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Aim;
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

/** How units are counted, and what is decided from them. */
final class ExperimentRunTest {

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

        run.expire(Experiment.Outcomes.EXPLICIT.waitMs() - 1);
        countAll(run);
        assertThat(run.state().counted()).isZero();
        run.expire(Experiment.Outcomes.EXPLICIT.waitMs());
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
                    random.nextInt(9) == 0 ? Set.of("E" + random.nextInt(4)) : Set.of(),
                    0);
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
        double sum = run.state().all().overall().sum();
        run.assigned(unit(30, true));
        end(run, "u30", UnitOutcome.missing());

        assertThat(run.evidence()).isEqualTo(evidence);
        assertThat(run.state().all().overall().sum()).isEqualTo(sum);
        assertThat(run.state().missing()).isEqualTo(1);
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
        assertThat(AdoptionRule.verdicts(List.of(idle, good, other)).get("good"))
                .as("beside trials without a unit")
                .isInstanceOf(Verdict.Adopt.class);
        feed(idle, 0, 1, 0.5, 0.5);
        feed(other, 0, 1, 0.5, 0.5);
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
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
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
                new UnitOutcome(null, false, true, 100L, Set.of("E"), 0),
                new UnitOutcome(1.0, true, false, 50L, Set.of(), 0)));

        assertThat(session.value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(session.tokens()).isEqualTo(150);
        assertThat(session.crashed()).isFalse();
        assertThat(UnitOutcome.ofSession(List.of()).counted()).isNull();
    }
}
