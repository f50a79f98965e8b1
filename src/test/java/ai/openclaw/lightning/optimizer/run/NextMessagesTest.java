package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.reward.OutcomeSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextMessagesTest {

    private static final long HOUR_MS = 3_600_000;

    private final NextMessages messages = new NextMessages();

    private static TraceEvidence trace(long id, String session, long at, String message) {
        return new TraceEvidence(
                id,
                "t" + id,
                session,
                TraceStatus.ENDED,
                Labels.NONE,
                at,
                message,
                false,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Test
    void nextMessage_ofTheSameSession_isAboutTheTraceBefore() {
        assertThat(messages.closed(trace(1, "a", 0, "Fix the parser"))).isEmpty();
        assertThat(messages.closed(trace(2, "b", 1, "That's wrong"))).isEmpty();
        assertThat(messages.closed(trace(3, "a", 2, "Thanks! Now the tests"))).contains("t1");
        assertThat(messages.closed(trace(4, "a", 3, "Still broken"))).contains("t3");
        assertThat(messages.closed(trace(5, "a", 4, "Something else"))).isEmpty();
        assertThat(messages.closed(trace(6, "a", 5, "Something else "))).contains("t5");

        assertThat(messages.about("t1")).isEqualTo(OutcomeSignal.USER_THANKS);
        assertThat(messages.about("t3")).isEqualTo(OutcomeSignal.USER_CORRECTS);
        assertThat(messages.about("t4")).isNull();
        assertThat(messages.about("t5")).isEqualTo(OutcomeSignal.USER_REPEATS);
    }

    @Test
    void message_anHourLater_saysNothing() {
        messages.closed(trace(1, "a", 0, "Fix the parser"));

        assertThat(messages.closed(trace(2, "a", HOUR_MS + 1, "Thanks"))).isEmpty();
        assertThat(messages.about("t1")).isNull();
    }

    @Test
    void trace_readAgain_isNotItsOwnNext() {
        messages.closed(trace(1, "a", 0, "Thanks"));

        assertThat(messages.closed(trace(1, "a", 0, "Thanks"))).isEmpty();
        assertThat(messages.closed(trace(2, "a", 1, null))).isEmpty();
    }
}
