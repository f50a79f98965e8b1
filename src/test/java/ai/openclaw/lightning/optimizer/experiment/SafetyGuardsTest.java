package ai.openclaw.lightning.optimizer.experiment;

import static ai.openclaw.lightning.optimizer.experiment.Runs.end;
import static ai.openclaw.lightning.optimizer.experiment.Runs.feed;
import static ai.openclaw.lightning.optimizer.experiment.Runs.run;
import static ai.openclaw.lightning.optimizer.experiment.Runs.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pauses an experiment or rolls it back, and what a person's word undoes. */
final class SafetyGuardsTest {

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
            end(run, "u" + i, new UnitOutcome(1.0, treated && i % 4 == 0, false, null, Set.of(), 0));
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
            end(tripled, "u" + i, new UnitOutcome(1.0, false, false, treated ? 3 * usual : usual, Set.of(), 0));
            end(oneHuge, "u" + i, new UnitOutcome(1.0, false, false, huge, Set.of(), 0));
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
                end(run, "u" + i, new UnitOutcome(1.0, false, false, null, Set.of("class " + i / 12), 0));
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
            assertThat(run.state().all().gainLogWealth()).isEqualTo(before.all().gainLogWealth());
            assertThat(run.state().harmLogWealth()).isEqualTo(before.harmLogWealth());
            assertThat(run.state().counted()).isEqualTo(before.counted());
        }
        for (int i = 1_000; i < 1_020; i++) {
            boolean treated = i % 2 == 1;
            errors.assigned(unit(i, treated));
            Set<String> other = treated ? Set.of("Another") : Set.of();
            end(errors, "u" + i, new UnitOutcome(1.0, false, false, null, other, 0));
        }
        assertThat(errors.verdict()).isInstanceOf(Verdict.Pause.class);
    }

    private static ExperimentRun withErrors(String errorClass, boolean alsoControl) {
        ExperimentRun run = run();
        for (int i = 0; i < 20; i++) {
            boolean treated = i % 2 == 1;
            Set<String> errors = treated || alsoControl ? Set.of(errorClass) : Set.of();
            run.assigned(unit(i, treated));
            end(run, "u" + i, new UnitOutcome(1.0, false, false, null, errors, 0));
        }
        return run;
    }
}
