package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.HomeGuard.Look;
import ai.openclaw.lightning.config.HomeLock.Standing;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HomeGuardTest {

    private static final Look HELD = () -> Standing.HELD;
    private static final Look TAKEN_AGAIN = () -> Standing.TAKEN_AGAIN;
    private static final Look LOST = () -> Standing.LOST;
    private static final Look FAILS = () -> {
        throw new AccessDeniedException("bridge.lock");
    };

    /** Each ends with the look that loses the home. */
    static Stream<List<Look>> looks() {
        return Stream.of(
                List.of(LOST, LOST),
                List.of(HELD, TAKEN_AGAIN, LOST, LOST),
                List.of(LOST, HELD, LOST, TAKEN_AGAIN, LOST, LOST),
                List.of(FAILS, LOST, FAILS, LOST, LOST));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void home_lostTwiceInARow_isToldOnceAndNotLookedAtAgain(List<Look> looks) throws Exception {
        Queue<Look> coming = new ConcurrentLinkedQueue<>(looks);
        coming.add(HELD);
        CountDownLatch lost = new CountDownLatch(1);

        try (HomeGuard guard = new HomeGuard(() -> coming.remove().look(), Duration.ofMillis(1), lost::countDown)) {
            guard.start();
            assertThat(lost.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(coming).containsExactly(HELD);
    }
}
