package ai.openclaw.lightning.bus;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.ClosedTraces;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who hears what is said on the bus. */
final class BusTest {

    private static final int SAID = 10;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(60));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void closed_severalListeners_eachHearsAll() throws TimeoutException {
        List<Listener> listeners = List.of(new Listener(), new Listener(), new Listener());
        listeners.forEach(listener -> bus.onClosed(listener::hear));
        List<ClosedTraces> said = IntStream.range(0, SAID)
                .mapToObj(i -> new ClosedTraces(List.of("t" + i)))
                .toList();
        said.forEach(bus::closed);

        for (Listener listener : listeners) {
            assertThat(listener.all.future().await(60, TimeUnit.SECONDS)).isEqualTo(said);
        }
    }

    @Test
    void closed_endedListener_hearsNoMore() throws TimeoutException {
        Listener ended = new Listener();
        Listener other = new Listener();
        bus.onClosed(ended::hear).end().await();
        bus.onClosed(other::hear);
        IntStream.range(0, SAID).forEach(i -> bus.closed(new ClosedTraces(List.of("t" + i))));

        assertThat(other.all.future().await(60, TimeUnit.SECONDS)).hasSize(SAID);
        assertThat(ended.heard).isEmpty();
    }

    private static final class Listener {

        private final List<ClosedTraces> heard = new ArrayList<>();
        private final Promise<List<ClosedTraces>> all = Promise.promise();

        private synchronized void hear(ClosedTraces traces) {
            heard.add(traces);
            if (heard.size() == SAID) {
                all.complete(List.copyOf(heard));
            }
        }
    }
}
