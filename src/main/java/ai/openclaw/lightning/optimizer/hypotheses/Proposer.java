package ai.openclaw.lightning.optimizer.hypotheses;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the helper on a thread of its own, about one agent at a time and within the limits. Nobody ever waits for it: it
 * takes a sight and returns, and keeps the answer until somebody fetches it. Thread-safe.
 */
public final class Proposer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Proposer.class);

    private static final long FIRST_REST_MS = 60_000;
    private static final int RESTS_DOUBLED_MAX = 9;
    private static final int FAILURES_SHOWN = 3;
    private static final long FIRST_TRACES = 25;
    private static final int NONCE_BYTES = 8;

    /** The ideas about one agent, null for the one without a name. */
    public record Answered(String agentId, List<Idea> ideas) {}

    private final HelperSettings settings;
    private final LongSupplier clock;
    private final CallMemory memory;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Answered> answer = new AtomicReference<>();
    private ScheduledExecutorService threads;
    private HelperConnection current;
    private Runnable onCall = () -> {};
    private Runnable onEnd = () -> {};
    private boolean isAsking;
    private boolean isClosed;
    private int failures;
    private long restUntil;
    private String problem;

    /** @param clock epoch milliseconds */
    public Proposer(HelperSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
        this.memory = new CallMemory(settings.memory(), settings.model(), clock.getAsLong());
    }

    /**
     * Runs these on the helper's thread.
     *
     * @param called when a call has been counted and is about to be made
     * @param ended when it is over, whether or not an answer is to be fetched
     */
    public synchronized void listen(Runnable called, Runnable ended) {
        onCall = called;
        onEnd = ended;
    }

    /** Whether it may be asked now: it is not at it, does not rest after a failure, and has calls left for today. */
    public synchronized boolean isReady() {
        long now = clock.getAsLong();
        return !isAsking
                && !isClosed
                && answer.get() == null
                && now >= restUntil
                && memory.callsToday(now) < settings.callsPerDay();
    }

    /** Whether there is something new about an agent: 25, 50, 100, 200 … traces, or a trial that ended. */
    public boolean isDue(String agentId, long traces, long trials) {
        CallMemory.Asked asked = memory.asked(key(agentId));
        return step(traces) > step(asked.traces()) || (trials > asked.trials() && traces >= FIRST_TRACES);
    }

    /** How often 25 was doubled; 0 below it. */
    private static int step(long traces) {
        return Long.SIZE - Long.numberOfLeadingZeros(traces / FIRST_TRACES);
    }

    /** Asks about an agent, if it is ready. Returns at once. */
    public synchronized void ask(Sight sight) {
        if (!isReady()) {
            return;
        }
        if (threads == null) {
            threads = newThreads();
        }
        isAsking = true;
        try {
            threads.execute(() -> work(sight));
        } catch (RejectedExecutionException closed) {
            isAsking = false;
        }
    }

    /** One thread asks, and the other one looks at the clock. */
    private static ScheduledExecutorService newThreads() {
        return Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "lightning-helper");
            thread.setDaemon(true); // a helper that hangs must not keep the bridge from ending
            return thread;
        });
    }

    private void work(Sight sight) {
        List<Idea> ideas = null;
        String failure = null;
        try {
            ideas = ideas(sight);
            memory.answered(key(sight.agentId()), new CallMemory.Asked(sight.traces(), sight.trials()));
        } catch (HelperException failed) {
            failure = failed.getMessage();
        } catch (IOException failed) {
            failure = "it can't be reached, or does not end its answer in time";
        } catch (RuntimeException | LinkageError failed) {
            failure = "asking failed (" + failed.getClass().getSimpleName() + ")";
        }
        ended(sight.agentId(), ideas, failure);
    }

    private List<Idea> ideas(Sight sight) throws IOException {
        Question question = Question.of(sight, settings.inputTokensMax(), nonce());
        if (question.contrasts().isEmpty()) {
            throw new HelperException("helper.input_tokens_max leaves no room for a question");
        }
        byte[] request = Chat.request(settings.model(), question);
        memory.spend(clock.getAsLong());
        called().run();
        HelperConnection connection = new HelperConnection(settings);
        ScheduledFuture<?> late = begin(connection);
        try {
            return Chat.ideas(connection.post(request), question);
        } finally {
            late.cancel(false);
        }
    }

    private synchronized Runnable called() {
        return onCall;
    }

    /** A server that sends a byte now and then keeps every read within its time, so somebody else looks at the whole. */
    private synchronized ScheduledFuture<?> begin(HelperConnection connection) {
        current = connection;
        return threads.schedule(connection::abort, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    /** @param ideas null when it failed */
    private void ended(String agentId, List<Idea> ideas, String failure) {
        Runnable heard;
        synchronized (this) {
            isAsking = false;
            if (isClosed) {
                return;
            }
            if (ideas == null) {
                failed(failure);
            } else {
                answered(new Answered(agentId, ideas));
            }
            heard = onEnd;
        }
        heard.run();
    }

    private void answered(Answered ideas) {
        if (problem != null) {
            LOG.info("the helper answers again");
        }
        failures = 0;
        problem = null;
        answer.set(ideas);
    }

    private void failed(String failure) {
        long rest = FIRST_REST_MS << Math.min(failures, RESTS_DOUBLED_MAX);
        failures++;
        restUntil = clock.getAsLong() + rest;
        if (!failure.equals(problem)) {
            LOG.warn("the helper is of no use now and will be asked again later: {}", failure);
        }
        problem = failure;
    }

    /** The answer, once. */
    public Optional<Answered> take() {
        return Optional.ofNullable(answer.getAndSet(null));
    }

    /** Whether an answer waits to be fetched. */
    public boolean hasAnswer() {
        return answer.get() != null;
    }

    public HelperSettings settings() {
        return settings;
    }

    /** Calls made today, answered or not. */
    public int callsToday() {
        return memory.callsToday(clock.getAsLong());
    }

    /** Since when this model is asked, epoch milliseconds; 0 when it is the first one. */
    public long since() {
        return memory.since();
    }

    /** Why it was of no use several times in a row; null when it was not. */
    public synchronized String problem() {
        return failures >= FAILURES_SHOWN ? problem : null;
    }

    /** Ends at once, even while it is asking. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (threads != null) {
            threads.shutdownNow();
        }
        if (current != null) {
            current.abort();
        }
    }

    private static String key(String agentId) {
        return agentId == null ? "" : agentId;
    }
}
