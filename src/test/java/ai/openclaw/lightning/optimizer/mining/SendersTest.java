package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces of one agent on several machines are one population, compared within each sender. */
final class SendersTest {

    private static KnownTrace known(String sender, String taskKey) {
        return KnownTrace.of(
                new ScoredTrace(
                        "t", 1, "s", "coder", "m", null, taskKey, "hello", List.of(), 1.0, "user", null, null, sender),
                List.of());
    }

    @Test
    void strata_ofTwoSenders_areNeverTheSame() {
        assertThat(known("ada", "task").taskStratum())
                .isEqualTo("task | m | from ada")
                .isNotEqualTo(known("bob", "task").taskStratum());
        assertThat(known(null, "task").taskStratum()).isEqualTo("task | m");
        assertThat(known("ada", null).conditions())
                .isNotEqualTo(known("bob", null).conditions());
    }
}
