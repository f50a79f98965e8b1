package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.bus.Registration;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Progress;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new page by page, learns from it, and has the results stored by the writer. A worker verticle with a
 * pool of one thread of its own: whatever it computes, nobody else waits for it. All state belongs to that thread but
 * for the two published snapshots, which show only what is stored.
 */
public final class OptimizerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(OptimizerVerticle.class);

    /** After something was closed, so that a burst is one run. */
    private static final long DEBOUNCE_MS = 300;

    /** For what only time brings: outcomes that never came, and what a failed run left. */
    private static final long TIMER_MS = 60_000;

    private final OptimizerParts parts;
    private final List<Registration> registrations = new ArrayList<>();
    private final SerialQueue queue = new SerialQueue();
    private final Promise<Void> idle = Promise.promise();

    private OptimizerState state;
    private Throttle throttle;
    private TraceFeed feed;
    private boolean running;
    private boolean scheduled;
    private boolean stopped;
    private long runs;
    private long lastRunMs;
    private String problem;
    private volatile OptimizerView view = OptimizerView.EMPTY;
    private volatile ActiveGuidance guidance = ActiveGuidance.EMPTY;

    public OptimizerVerticle(OptimizerParts parts) {
        this.parts = parts;
    }

    /** What is known and stored, for anybody. */
    public OptimizerView view() {
        return view;
    }

    /** What agents are told now, for anybody. */
    public ActiveGuidance guidance() {
        return guidance;
    }

    @Override
    public Future<?> start() {
        return parts.store().learned().onSuccess(learned -> {
            state = new OptimizerState(parts, learned);
            throttle = new Throttle(vertx);
            feed = new TraceFeed(parts, state, queue, throttle);
            publish(null);
            registrations.add(parts.bus().onClosed(this::closed));
            registrations.add(parts.bus().onDecide(this::decide));
            registrations.add(parts.bus().onOptimize(asked -> {
                schedule(1);
                return Future.succeededFuture(true);
            }));
            vertx.setPeriodic(TIMER_MS, timer -> schedule(1));
            schedule(1);
        });
    }

    /** The run under way is ended early, and what it found is stored: nothing may come back to a thread that is gone. */
    @Override
    public Future<?> stop() {
        stopped = true;
        throttle.end();
        return Future.all(registrations.stream().map(Registration::end).toList())
                .compose(v -> running ? idle.future() : Future.succeededFuture())
                .compose(v -> queue.next(Future::succeededFuture));
    }

    private void closed(ClosedTraces traces) {
        feed.heard(traces.traceIds());
        schedule(DEBOUNCE_MS);
    }

    private void schedule(long delayMs) {
        if (!scheduled && !stopped) {
            scheduled = true;
            vertx.setTimer(delayMs, timer -> {
                scheduled = false;
                runUnlessRunning();
            });
        }
    }

    private void runUnlessRunning() {
        if (running) {
            schedule(DEBOUNCE_MS);
            return;
        }
        running = true;
        long began = System.nanoTime();
        long until = began + TimeUnit.MILLISECONDS.toNanos(parts.settings().runMsMax());
        feed.run(() -> !stopped && System.nanoTime() < until)
                .compose(v -> throttle.throttled(() -> queue.next(this::conclude)))
                .onComplete(done -> {
                    running = false;
                    runs++;
                    lastRunMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    problem = done.succeeded() ? null : said(done.cause());
                    view = view.with(progress());
                    if (stopped) {
                        idle.tryComplete();
                    } else {
                        next();
                    }
                });
    }

    private Future<Void> conclude() {
        long now = parts.clock().getAsLong();
        state.conclude(now, feed.isComplete());
        return save().onSuccess(v -> publish(now));
    }

    private void next() {
        if (state.isTooLarge()) {
            state.startOver();
            feed.startOver();
            schedule(1);
        } else if (problem == null && (!feed.isCaughtUp() || feed.waiting() > 0)) {
            schedule(1);
        }
    }

    private static String said(Throwable failure) {
        BridgeException known = BridgeException.of(failure);
        if (known.kind() == BridgeException.Kind.INTERNAL) {
            LOG.error("the optimizer failed", failure);
        } else {
            LOG.warn("the optimizer tries again later: {}", known.getMessage());
        }
        return known.getMessage();
    }

    private Future<Suggestion> decide(SuggestionDecision decision) {
        return queue.next(() -> {
            OptimizerState.Decided decided =
                    state.decide(decision, parts.clock().getAsLong());
            return save().onFailure(notStored -> decided.undo().run()).map(v -> {
                publish(view.generatedAt());
                schedule(1); // an experiment that goes on may have much to count
                return decided.suggestion();
            });
        });
    }

    /** The writer takes saves in their order, so that the newest of a document is stored last. */
    private Future<Void> save() {
        OptimizerState.UnsavedChanges taken = state.take();
        return taken.isEmpty()
                ? Future.succeededFuture()
                : parts.bus()
                        .save(taken.documents())
                        .onSuccess(saved -> state.stored(taken))
                        .onFailure(failure -> state.giveBack(taken))
                        .mapEmpty();
    }

    /** What is in memory must be stored. */
    private void publish(Long generatedAt) {
        guidance = state.guidance();
        view = state.view(parts.clock().getAsLong(), generatedAt, progress());
    }

    private Progress progress() {
        return new Progress(
                parts.settings().mode().name().toLowerCase(Locale.ROOT),
                feed.isCaughtUp(),
                feed.waiting(),
                runs,
                lastRunMs,
                problem);
    }
}
