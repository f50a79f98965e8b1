package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceStatus;
import org.junit.jupiter.api.Test;

/** A start that comes after other events of its trace, or of its session. */
final class LateStartTest {

    private final Batches batches = new Batches();

    @Test
    void write_lateStartOfAnOpenedTrace_isNoDuplicate() {
        batches.write(call("t", null, 20, "c"));

        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
    }

    @Test
    void write_lateStart_fillsInWhatWasMissing() {
        batches.write(call("t", null, 20, "c"));
        batches.write(start("t", "s", 10));

        Trace trace = batches.trace("t");
        assertThat(trace.sessionKey()).isEqualTo("s");
        assertThat(trace.agentId()).isEqualTo("agent");
        assertThat(trace.message()).isEqualTo(Content.whole("message t"));
        assertThat(trace.startTime()).isEqualTo(10);
        assertThat(batches.totals.snapshot().sessions()).isEqualTo(1);
    }

    @Test
    void write_startThatComesAfterALaterOne_isAbandonedAsIfInOrder() {
        batches.write(start("second", "s", 20));
        batches.write(start("first", "s", 10));

        assertThat(batches.trace("first").status()).isEqualTo(TraceStatus.ABANDONED);
        assertThat(batches.trace("second").status()).isEqualTo(TraceStatus.OPEN);
    }
}
