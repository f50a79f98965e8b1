package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeGuardTest {

    private static final Duration EVERY = Duration.ofMillis(5);

    @TempDir
    private Path folder;

    @Test
    void lock_takenByAnother_isTold() throws Exception {
        Home home = new Home(folder);
        CountDownLatch lost = new CountDownLatch(1);
        try (HomeLock lock = HomeLock.take(home)) {
            Files.delete(folder.resolve("bridge.lock"));
            try (HomeLock other = HomeLock.take(home);
                    HomeGuard guard = new HomeGuard(lock, EVERY, lost::countDown)) {
                guard.start();
                assertThat(lost.await(60, TimeUnit.SECONDS)).isTrue();
                assertThat(other.look()).isEqualTo(HomeLock.Standing.HELD);
            }
        }
    }

    @Test
    void lock_deleted_isThereAgainAndNothingIsTold() throws Exception {
        Home home = new Home(folder);
        CountDownLatch lost = new CountDownLatch(1);
        try (HomeLock lock = HomeLock.take(home);
                HomeGuard guard = new HomeGuard(lock, EVERY, lost::countDown)) {
            Files.delete(folder.resolve("bridge.lock"));
            guard.start();
            Eventually.until(() -> HomeLock.holder(home).isPresent());
            assertThat(lost.getCount()).isEqualTo(1);
        }
    }
}
