package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WriteQueueTest {

    private static WriteQueue<Integer> queue(int eventsMax, long bytesMax) {
        return new WriteQueue<>(eventsMax, bytesMax, entry -> entry, entry -> entry * 10L);
    }

    @Test
    void offer_overTheEvents_isRefused() {
        WriteQueue<Integer> queue = queue(5, 1_000);

        assertThat(queue.offer(3)).isTrue();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.events()).isEqualTo(5);
    }

    @Test
    void offer_overTheBytes_isRefused() {
        WriteQueue<Integer> queue = queue(100, 50);

        assertThat(queue.offer(3)).isTrue();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.bytes()).isEqualTo(30);
    }

    @Test
    void offer_largeEntryToAnEmptyQueue_isTaken() {
        WriteQueue<Integer> queue = queue(5, 50);

        assertThat(queue.offer(1_000)).isTrue();
        assertThat(queue.offer(1)).isFalse();
        assertThat(queue.drain(10)).containsExactly(1_000);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void drain_moreThanABatch_leavesTheRestInOrder() {
        WriteQueue<Integer> queue = queue(100, 1_000);
        List.of(1, 2, 3, 4).forEach(queue::offer);

        assertThat(queue.drain(6)).containsExactly(1, 2, 3);
        assertThat(queue.drain(6)).containsExactly(4);
        assertThat(queue.drain(6)).isEmpty();
    }
}
