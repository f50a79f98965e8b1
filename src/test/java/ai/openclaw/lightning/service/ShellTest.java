package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShellTest {

    /** Nothing else in these tests waits for so long, by which its process is known. */
    private static final String SECONDS = "7263";

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void command_whoseCallerIsInterrupted_isEnded() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                Shell.real(List.of("sleep", SECONDS));
                failure.complete(null);
            } catch (Exception e) {
                failure.complete(e);
            }
        });
        caller.start();
        Eventually.until(ShellTest::isRunning);
        caller.interrupt();

        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Eventually.until(() -> !isRunning());
    }

    private static boolean isRunning() {
        return ProcessHandle.current()
                .children()
                .anyMatch(child -> child.info().commandLine().orElse("").endsWith("sleep " + SECONDS));
    }
}
