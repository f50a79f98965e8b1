package ai.openclaw.lightning.optimizer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Units of an experiment that counts estimates. */
class EstimatedUnitsTest {

    private static ExperimentRun start(int probation) {
        Aim aim = new Aim(Aim.Goal.SUCCESS, new Aim.Margins(0.08, 0), null, null, probation, 1);
        return ExperimentRun.start(new Experiment(
                "e",
                "key",
                List.of("s"),
                null,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                4_000,
                0,
                Set.of(),
                aim,
                Experiment.Outcomes.ESTIMATED));
    }

    /** Counts units until something else than to go on follows. */
    private static Verdict play(ExperimentRun run, int units, double treated, double control, int ratedEvery) {
        for (int i = 0; i < units; i++) {
            boolean isTreated = i % 2 == 0;
            boolean rated = ratedEvery > 0 && isTreated && i % ratedEvery == 0;
            double estimate = (isTreated ? treated : control) + (i % 4 < 2 ? 0.1 : -0.1);
            run.assigned(new Assignment(i, "u" + i, isTreated, 0.5, "", i));
            run.ended("u" + i, UnitOutcome.missing().seeming(EstimatedOutcome.of(estimate, rated ? 1.0 : null)));
            assertThat(run.countNext()).isTrue();
            Verdict verdict = run.verdict();
            if (!(verdict instanceof Verdict.GoOn)) {
                return verdict;
            }
        }
        return run.verdict();
    }

    @Test
    void estimatesAlone_worse_takeTheRuleBack() {
        Verdict verdict = play(start(0), 1_000, 0.3, 0.8, 0);

        assertThat(verdict).isInstanceOf(Verdict.RollBack.class);
        assertThat(verdict.reason()).contains("By estimates alone");
    }

    @Test
    void estimatesAlone_noBetter_endAnAutomaticTrialAfterItsProbation() {
        assertThat(play(start(120), 1_000, 0.5, 0.52, 0).reason()).contains("after 120 units");
        assertThat(play(start(120), 1_000, 0.8, 0.3, 0)).isInstanceOf(Verdict.GoOn.class);
    }

    @Test
    void ratings_ofOneArmOnly_pauseIt() {
        Verdict verdict = play(start(0), 1_000, 0.5, 0.5, 10);

        assertThat(verdict).isInstanceOf(Verdict.Pause.class);
        assertThat(verdict.reason()).contains("One arm was rated more often");
    }

    @Test
    void session_ratedInPart_hasTheErrorOfItsRatedTraces() {
        UnitOutcome session = UnitOutcome.ofSession(List.of(
                UnitOutcome.missing().seeming(EstimatedOutcome.of(0.4, null)),
                UnitOutcome.missing().seeming(EstimatedOutcome.of(0.8, 0.0).whenAsked()),
                UnitOutcome.missing()));

        assertThat(session.estimated().estimate()).isCloseTo(0.6, within(1e-12));
        assertThat(session.estimated().error()).isCloseTo(-0.8, within(1e-12));
        assertThat(session.estimated().asked()).isTrue();
        assertThat(UnitOutcome.ofSession(List.of(UnitOutcome.missing())).estimated())
                .isNull();
    }
}
