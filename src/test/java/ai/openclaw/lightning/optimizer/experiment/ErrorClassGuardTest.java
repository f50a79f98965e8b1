package ai.openclaw.lightning.optimizer.experiment;

import static ai.openclaw.lightning.optimizer.experiment.Runs.end;
import static ai.openclaw.lightning.optimizer.experiment.Runs.run;
import static ai.openclaw.lightning.optimizer.experiment.Runs.unit;
import static ai.openclaw.lightning.optimizer.experiment.Runs.withErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Errors that only the treated have pause an experiment. */
final class ErrorClassGuardTest {

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
}
