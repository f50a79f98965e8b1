package ai.openclaw.lightning.optimizer.experiment;

import static ai.openclaw.lightning.optimizer.experiment.Runs.end;
import static ai.openclaw.lightning.optimizer.experiment.Runs.feed;
import static ai.openclaw.lightning.optimizer.experiment.Runs.run;
import static ai.openclaw.lightning.optimizer.experiment.Runs.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rolls an experiment back. */
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
}
