package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rests are told by the least time they take: a slow machine only makes them longer. */
final class ThrottleTest {

    private final Vertx vertx = Vertx.vertx();
    private final Throttle throttle = new Throttle(vertx);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static Future<String> work(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return Future.succeededFuture("done");
    }

    @Test
    void throttled_work_completesAfterFourTimesItsDuration() {
        long began = System.nanoTime();
        Future<String> done = throttle.throttled(() -> work(Duration.ofMillis(25)));

        assertThat(done.await()).isEqualTo("done");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void throttled_failure_isToldAtOnce() {
        Future<String> done = throttle.throttled(() -> {
            work(Duration.ofMillis(25));
            return Future.failedFuture("no");
        });

        assertThat(done.failed()).isTrue();
    }

    @Test
    void end_duringARest_isTheEndOfIt() throws Exception {
        Future<String> resting = throttle.throttled(() -> work(Duration.ofMillis(500))); // then 2 s of rest
        assertThat(resting.isComplete()).isFalse();
        throttle.end();

        assertThat(resting.await(1, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(throttle.throttled(() -> work(Duration.ofMillis(25))).succeeded())
                .isTrue();
    }
}
