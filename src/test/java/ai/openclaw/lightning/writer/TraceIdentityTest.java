package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the wire contract about identity and order: what is sent again or late. */
final class TraceIdentityTest {

    private final Batches batches = new Batches();

    private TraceStatus status(String traceId) {
        return batches.trace(traceId).status();
    }

    @Test
    void write_callIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(call("t", null, 1, "c")).get(0);
        Written again = batches.write(call("t", null, 1, "c")).get(0);

        assertThat(first.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.toolCount()).isEqualTo(first.toolCount()).isEqualTo(1);
        assertThat(batches.detail("t").calls()).hasSize(1);
    }

    @Test
    void write_callIdTwiceInOneBatch_isStoredOnce() {
        List<Written> written = batches.write(call("t", null, 1, "c"), call("t", null, 1, "c"));

        assertThat(written).extracting(Written::duplicate).containsExactly(false, true);
        assertThat(batches.trace("t").toolCount()).isEqualTo(1);
    }

    @Test
    void write_callWithoutId_isStoredEachTime() {
        batches.write(call("t", null, 1, null));
        batches.write(call("t", null, 1, null));

        assertThat(batches.trace("t").toolCount()).isEqualTo(2);
    }

    @Test
    void write_rewardIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);
        Written again = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.reward()).isEqualTo(first.reward()).isEqualTo(1.0);
        assertThat(batches.detail("t").rewards()).hasSize(1);
    }

    @Test
    void write_startAgain_isADuplicateThatKeepsWhatIsKnown() {
        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
        assertThat(batches.write(start("t", "s", 5)).get(0).duplicate()).isTrue();

        assertThat(batches.trace("t").startTime()).isEqualTo(10);
    }

    @Test
    void write_lateStartOfAnOpenedTrace_isNoDuplicate() {
        batches.write(call("t", null, 20, "c"));

        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
    }

    @Test
    void write_unknownTraceId_opensIt() {
        batches.write(call("t1", null, 1, "c"), reward("t2", null, 1, "r", RewardSource.USER, true));

        assertThat(status("t1")).isEqualTo(TraceStatus.OPEN);
        assertThat(status("t2")).isEqualTo(TraceStatus.OPEN);
        batches.write(end("t3", null, 1, true));
        assertThat(status("t3")).isEqualTo(TraceStatus.ENDED);
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

        assertThat(status("first")).isEqualTo(TraceStatus.ABANDONED);
        assertThat(status("second")).isEqualTo(TraceStatus.OPEN);
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
