package ai.openclaw.lightning;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** The one place where tests look again and again until something is so; all else waits for a signal. */
public final class Eventually {

    /** Long enough for a machine that does much else. */
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    private static final long FIRST_PAUSE_MS = 2;
    private static final long LONGEST_PAUSE_MS = 100;

    private Eventually() {}

    /** Returns once the condition holds; fails when it does not within a minute. */
    public static void until(Callable<Boolean> condition) throws Exception {
        until(USUAL_LIMIT, () -> "the condition does not hold", condition);
    }

    /** As {@link #until(Callable)}; {@code state} says how things stand when time is up. */
    public static void until(Duration limit, Callable<String> state, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        long pauseMs = FIRST_PAUSE_MS;
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + limit.toSeconds() + " s: " + state.call());
            }
            Thread.sleep(pauseMs);
            pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
        }
    }

    /** Asks until the answer is as it should be, for a minute; that answer. */
    public static <T> T ask(Callable<T> question, Predicate<? super T> wanted) throws Exception {
        return ask(USUAL_LIMIT, question, wanted);
    }

    /** As {@link #ask(Callable, Predicate)}, for as long as the limit. */
    public static <T> T ask(Duration limit, Callable<T> question, Predicate<? super T> wanted) throws Exception {
        Answer<T> last = new Answer<>();
        until(limit, () -> "the answer is still " + last.value, () -> {
            last.value = question.call();
            return wanted.test(last.value);
        });
        return last.value;
    }

    private static final class Answer<T> {
        private T value;
    }
}
