package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Written;
import org.junit.jupiter.api.Test;

/** The rules of the wire contract about events that name a session and no trace. */
final class SessionKeyTest {

    private final Batches batches = new Batches();

    @Test
    void write_noSessionKey_isAnonymous() {
        Written written = batches.write(start("t", null, 1)).get(0);

        assertThat(written.sessionKey()).isEqualTo("anon-t");
    }

    @Test
    void write_callBySession_goesToTheOpenTrace() {
        batches.write(start("t", "s", 1));

        assertThat(batches.write(call(null, "s", 2, null)).get(0).traceId()).isEqualTo("t");
    }

    @Test
    void write_callBySessionWithoutOpenTrace_opensANewOneForAllThatFollow() {
        batches.write(start("t", "s", 1), end("t", null, 2, true));
        String opened = batches.write(call(null, "s", 3, null)).get(0).traceId();

        assertThat(opened).isNotEqualTo("t");
        assertThat(batches.write(call(null, "s", 4, null)).get(0).traceId()).isEqualTo(opened);
    }

    @Test
    void write_endAndRewardBySessionWithoutOpenTrace_goToTheLatest() {
        batches.write(start("t1", "s", 1), end("t1", null, 2, true));
        batches.write(start("t2", "s", 3), end("t2", null, 4, true));

        assertThat(batches.write(end(null, "s", 9, false)).get(0).traceId()).isEqualTo("t2");
        assertThat(batches.write(reward(null, "s", 9, null, RewardSource.USER, true))
                        .get(0)
                        .traceId())
                .isEqualTo("t2");
        assertThat(batches.trace("t2").endTime()).isEqualTo(4);
    }

    @Test
    void write_endBySession_prefersTheOpenTraceToALaterClosedOne() {
        batches.write(call("open", "s", 1, "c"));
        batches.write(call("closed", "s", 5, "c"), end("closed", null, 6, true));

        assertThat(batches.write(end(null, "s", 9, true)).get(0).traceId()).isEqualTo("open");
    }
}
