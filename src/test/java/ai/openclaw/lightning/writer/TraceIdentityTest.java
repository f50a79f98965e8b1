package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceStatus;
import org.junit.jupiter.api.Test;

/** Events that open a trace, and the session that it belongs to for good. */
final class TraceIdentityTest {

    private final Batches batches = new Batches();

    @Test
    void write_unknownTraceId_opensIt() {
        batches.write(call("t1", null, 1, "c"), reward("t2", null, 1, "r", RewardSource.USER, true));

        assertThat(batches.trace("t1").status()).isEqualTo(TraceStatus.OPEN);
        assertThat(batches.trace("t2").status()).isEqualTo(TraceStatus.OPEN);
        batches.write(end("t3", null, 1, true));
        assertThat(batches.trace("t3").status()).isEqualTo(TraceStatus.ENDED);
    }

    @Test
    void write_sessionNamedByAnyEvent_isTaken() {
        batches.write(call("t", null, 1, "c1"));
        assertThat(batches.trace("t").sessionKey()).isEqualTo("anon-t");
        batches.write(call("t", "s", 2, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("s");
        assertThat(batches.recomputed().sessions()).isEqualTo(1);
    }

    @Test
    void write_anotherSessionNamedLater_isIgnored() {
        batches.write(call("t", "s", 1, "c1"));
        batches.write(call("t", "other", 2, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("s");
    }

    @Test
    void write_anonymousSessionUsedByAnotherTrace_isItsNameForGood() {
        batches.write(call("t", null, 1, "c1"));
        batches.write(start("u", "anon-t", 2));
        batches.write(call("t", "s", 3, "c2"));

        assertThat(batches.trace("t").sessionKey()).isEqualTo("anon-t");
        assertThat(batches.totals.snapshot()).isEqualTo(batches.recomputed());
    }
}
