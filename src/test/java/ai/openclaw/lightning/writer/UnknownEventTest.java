package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.UnknownKindException;
import org.junit.jupiter.api.Test;

/** Each reply belongs to its event by position, so an event that the plan leaves out would shift those behind it. */
final class UnknownEventTest {

    /** The type is sealed, so nothing but null can stand for a kind that the plan has not heard of. */
    @Test
    void add_kindThatThePlanDoesNotKnow_isAnErrorAndShiftsNoReply() {
        BatchPlan plan = new BatchPlan(new TraceCache(), new RunningTotals(), () -> "id", Batches.NOW);

        assertThatThrownBy(() -> plan.add(null, null)).isInstanceOf(UnknownKindException.class);
        assertThat(plan.rows().calls()).isEmpty();
    }
}
