package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose trace it is: that of whoever sent its first event, whoever sends more. */
final class SenderTest extends WriterFixture {

    private static WriteRequest request(String sender, TraceEvent event) {
        return WriteRequest.of(List.of(event), sender);
    }

    private static TraceEvent end(String traceId) {
        return new TraceEvent.SessionEnd(traceId, null, Batches.NOW, true, null, null);
    }

    private String senderOf(String traceId) {
        return store.reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow()
                .trace()
                .sender();
    }

    @Test
    void trace_ofSeveralSenders_isTheFirstOnes() {
        deploy();
        bus.write(List.of(
                        request("ada", Batches.start("t1", "s1", Batches.NOW)),
                        request(null, Batches.start("t2", "s2", Batches.NOW))))
                .await();
        bus.write(List.of(request("bob", end("t1")), request("bob", end("t2")), request("bob", end("t3"))))
                .await();

        assertThat(senderOf("t1")).isEqualTo("ada");
        assertThat(senderOf("t2")).isNull();
        assertThat(senderOf("t3")).isEqualTo("bob");
    }
}
