package ai.openclaw.lightning.optimizer.experiment;

import static ai.openclaw.lightning.optimizer.experiment.Runs.end;
import static ai.openclaw.lightning.optimizer.experiment.Runs.run;
import static ai.openclaw.lightning.optimizer.experiment.Runs.unit;
import static ai.openclaw.lightning.optimizer.experiment.Runs.withErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person undoes who lets a paused experiment go on. */
final class AcknowledgedPauseTest {

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
}
