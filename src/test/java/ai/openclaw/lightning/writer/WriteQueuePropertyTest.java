package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The queue beside a plain list, over any use. */
final class WriteQueuePropertyTest {

    /** Positive numbers are offered, the others drain that many. */
    @Property(tries = 300)
    void queue_anyUse_keepsOrderAndBounds(@ForAll List<@IntRange(min = -20, max = 20) Integer> uses) {
        WriteQueue<Integer> queue = new WriteQueue<>(30, 250, entry -> entry, entry -> entry * 10L);
        List<Integer> waiting = new ArrayList<>();
        for (int use : uses) {
            if (use > 0) {
                int events = waiting.stream().mapToInt(entry -> entry).sum();
                boolean fits = waiting.isEmpty() || (events + use <= 30 && (events + use) * 10 <= 250);
                assertThat(queue.offer(use)).isEqualTo(fits);
                if (fits) {
                    waiting.add(use);
                }
            } else {
                List<Integer> batch = queue.drain(1 - use);
                assertThat(batch).isEqualTo(waiting.subList(0, batch.size()));
                assertThat(batch.isEmpty()).isEqualTo(waiting.isEmpty());
                assertThat(batch.size() <= 1
                                || batch.stream().mapToInt(entry -> entry).sum() <= 1 - use)
                        .isTrue();
                waiting.subList(0, batch.size()).clear();
            }
            assertThat(queue.events())
                    .isEqualTo(waiting.stream().mapToInt(entry -> entry).sum());
            assertThat(queue.bytes()).isEqualTo(queue.events() * 10L);
        }
    }
}
