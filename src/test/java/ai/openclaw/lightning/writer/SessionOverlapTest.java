package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which trace of a session is the open one when a second one starts. */
final class SessionOverlapTest {

    private final Batches batches = new Batches();

    @Test
    void write_secondStartOfASession_opensANewTraceAndAbandonsTheFirst() {
        String first = batches.write(start("t1", "s", 1)).get(0).traceId();
        String second = batches.write(start("t2", "s", 2)).get(0).traceId();

        assertThat(first).isNotEqualTo(second);
        assertThat(batches.trace(first).status()).isEqualTo(TraceStatus.ABANDONED);
        assertThat(batches.write(call(null, "s", 3, null)).get(0).traceId()).isEqualTo(second);
    }

    @Test
    void write_startOfAnotherSession_abandonsNothing() {
        batches.write(start("t1", "s1", 1));
        batches.write(start("t2", "s2", 2));

        assertThat(batches.trace("t1").status()).isEqualTo(TraceStatus.OPEN);
    }

    @Test
    void write_startWithAnEarlierTime_leavesTheLaterTraceOpen() {
        batches.write(start("late", "s", 10));
        batches.write(call("early", "s", 5, "c"));

        assertThat(batches.trace("late").status()).isEqualTo(TraceStatus.OPEN);
        assertThat(batches.write(call(null, "s", 11, null)).get(0).traceId()).isEqualTo("late");
    }

    @Test
    void write_wholeTraceInOneBatch_resolvesAsIfOneByOne() {
        List<Written> written = batches.write(
                start("t1", "s", 1),
                call(null, "s", 2, "c1"),
                call(null, "s", 3, "c2"),
                end(null, "s", 11, true),
                call(null, "s", 12, "c3"),
                start("t3", "s", 20));

        assertThat(written).extracting(Written::traceId).containsExactly("t1", "t1", "t1", "t1", "made1", "t3");
        assertThat(written.get(3).toolCount()).isEqualTo(2);
        assertThat(written.get(3).durationMs()).isEqualTo(10);
        assertThat(batches.trace("made1").status()).isEqualTo(TraceStatus.ABANDONED);
    }
}
