package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private static String saidOf(Throwable failure) {
        PrintStream standardError = System.err;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            Runner.endedBy(new Thread("some thread"), failure);
        } finally {
            System.setErr(standardError);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    /** It was said beside the reason of a failed start, now and then. */
    @Test
    void endedBy_workForAClosedPool_isNoError() {
        assertThat(saidOf(new RejectedExecutionException("the pool is shutting down")))
                .isEmpty();
    }

    @Test
    void endedBy_anythingElse_isLoggedWithTheThread() {
        assertThat(saidOf(new IllegalStateException("broken")))
                .contains("ERROR", "some thread", "IllegalStateException");
    }
}
