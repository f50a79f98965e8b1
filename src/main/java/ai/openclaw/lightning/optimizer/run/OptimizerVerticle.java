package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.bus.Registration;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.OptimizerView.Progress;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.optimizer.hypotheses.Proposer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Reads new traces page by page, learns from them, and has the writer store the results. It is a worker verticle with
 * its own pool of one thread, so nobody else waits for its computations. That thread owns all state except the published
 * snapshots, which show only stored state. It survives every failure: it retries a failed start or run, and the health
 * in {@link #view()} reports it.
 */
public final class OptimizerVerticle extends VerticleBase {

    /** Delays the run after a trace closes, so that a burst causes one run. */
    private static final long DEBOUNCE_MS = 300;

    /** For work that no message triggers: overdue outcomes, and the rest of a failed run. */
    private static final long TIMER_MS = 60_000;

    /** So often it looks what other bridges on the same store did. */
    private static final long LOOK_MS = 250;

    /** After the documents could not be read. */
    private static final long LOAD_AGAIN_MS = 2_000;

    /** A run hangs when it exceeds its reading time by this much. */
    private static final long HANGS_MS = 300_000;

    private final OptimizerParts parts;
    private final List<Registration> registrations = new ArrayList<>();
    private final RunHistory history = new RunHistory();
    private final Promise<Void> idle = Promise.promise();
    private final Turn turn;

    /** Null until the stored documents have been read. */
    private OptimizerEngine engine;

    private boolean scheduled;
    private boolean stopped;
    private volatile Long runningSince;
    private volatile OptimizerView view = OptimizerView.EMPTY;
    private volatile ActiveGuidance guidance = ActiveGuidance.EMPTY;

    public OptimizerVerticle(OptimizerParts parts) {
        this.parts = parts;
        this.turn = new Turn(parts.store().companions());
    }

    /** Everything stored, and the optimizer's health. Any thread may call it. */
    public OptimizerView view() {
        OptimizerView latest = view;
        Long since = runningSince;
        long running = since == null ? 0 : parts.clock().getAsLong() - since;
        return running <= parts.settings().runMsMax() + HANGS_MS ? latest : RunHistory.hanging(latest, running);
    }

    /** The guidance that agents get now. Any thread may call it. */
    public ActiveGuidance guidance() {
        return guidance;
    }

    /** Succeeds even if reading the store fails: the bridge stores events, and the next run tries again. */
    @Override
    public Future<?> start() {
        context.exceptionHandler(this::failedBesideTheRuns);
        registrations.add(parts.bus().onClosed(this::closed));
        registrations.add(parts.bus().onDecide(this::decide));
        registrations.add(parts.bus()
                .onOptimize(asked -> turn.claimed().map(mine -> {
                    schedule(1);
                    return true;
                })));
        Runnable show = () -> context.runOnContext(changed -> schedule(1)); // the figures of the helper, and its ideas
        parts.helper().ifPresent(helper -> helper.listen(show, show));
        vertx.setPeriodic(TIMER_MS, timer -> schedule(1));
        vertx.setPeriodic(LOOK_MS, timer -> look());
        return run();
    }

    /** Ends the current run early and stores its results, so that no callback reaches a thread that is gone. */
    @Override
    public Future<?> stop() {
        stopped = true;
        parts.helper().ifPresent(Proposer::close);
        if (engine != null) {
            engine.hurry();
        }
        return Future.all(registrations.stream().map(Registration::end).toList())
                .compose(v -> runningSince != null ? idle.future() : Future.succeededFuture())
                .compose(v -> engine != null ? engine.drained() : Future.succeededFuture());
    }

    /** Before the start it need not remember anything, because the first run reads the store. */
    private void closed(ClosedTraces traces) {
        if (engine != null) {
            engine.heard(traces.traceIds());
            refresh();
            schedule(DEBOUNCE_MS);
        }
    }

    /** Hears of other bridges on the same store. During a run it waits for the next look, which finds the same. */
    private void look() {
        if (engine != null && runningSince == null && turn.isOver()) {
            engine = null;
            schedule(1);
        } else if (engine != null) {
            turn.asked().forEach(asked -> engine.decide(asked).andThen(decided -> schedule(1)));
            List<String> closed = turn.closed();
            if (!closed.isEmpty()) {
                closed(new ClosedTraces(closed));
            }
        }
    }

    /** Where another bridge learns, or has yet to take over, the store brings the decision to it. */
    private Future<Suggestion> decide(SuggestionDecision decision) {
        return engine != null && turn.isMine()
                ? engine.decide(decision).andThen(decided -> schedule(1)) // an experiment may have a backlog to count
                : turn.ask(decision).compose(decided -> readAgain(decision.suggestionId()));
    }

    /** What the learner made of a suggestion, once this bridge shows it as well. */
    private Future<Suggestion> readAgain(String suggestionId) {
        if (runningSince != null) {
            return vertx.timer(LOOK_MS).compose(later -> readAgain(suggestionId));
        }
        if (engine != null && turn.isMine()) {
            return engine.suggestion(suggestionId);
        }
        engine = null;
        return run().compose(read -> engine != null
                ? engine.suggestion(suggestionId)
                : Future.failedFuture(new BridgeException(Kind.STORAGE_GONE, "it was decided, but can't be read yet")));
    }

    private void schedule(long delayMs) {
        if (!scheduled && !stopped) {
            scheduled = true;
            vertx.setTimer(delayMs, timer -> {
                scheduled = false;
                if (runningSince != null) {
                    schedule(DEBOUNCE_MS);
                } else if (engine == null || turn.isMine()) {
                    run();
                }
            });
        }
    }

    /** Completes when the run has ended, whether or not it succeeded. The first one loads the stored documents. */
    private Future<Void> run() {
        runningSince = parts.clock().getAsLong();
        long began = System.nanoTime();
        long until = began + TimeUnit.MILLISECONDS.toNanos(parts.settings().runMsMax());
        boolean first = engine == null;
        // In its own step, so that an exception thrown at once also counts as a failed run.
        return Future.succeededFuture()
                .compose(v -> first ? load() : engine.run(() -> !stopped && System.nanoTime() < until))
                .transform(run -> {
                    runningSince = null;
                    if (!first) {
                        history.ran(System.nanoTime() - began);
                    }
                    ended(run.cause());
                    return Future.<Void>succeededFuture();
                })
                .otherwise(failure -> {
                    failedBesideTheRuns(failure);
                    return null;
                });
    }

    private Future<Void> load() {
        turn.begin();
        return parts.store().learned().map(stored -> {
            OptimizerState state = new OptimizerState(parts, stored);
            engine = new OptimizerEngine(parts, state, new Throttle(vertx), this::publish);
            history.started();
            publish();
            return null;
        });
    }

    /** @param failure null when the run succeeded */
    private void ended(Throwable failure) {
        if (failure == null) {
            history.succeeded();
        } else {
            history.failed(failure);
        }
        if (stopped) {
            idle.tryComplete();
        } else if (engine == null) {
            schedule(LOAD_AGAIN_MS);
        } else {
            engine.trim();
            if (failure == null && turn.isMine()) {
                engine.nextRunMs().ifPresent(this::schedule);
            }
        }
        refresh();
    }

    private void failedBesideTheRuns(Throwable failure) {
        history.failed(failure);
        refresh();
    }

    /** Call it only when everything in memory has been stored. */
    private void publish() {
        ActiveGuidance newGuidance = engine.guidance();
        view = engine.view(progress(), health());
        guidance = newGuidance;
    }

    private void refresh() {
        view = view.with(progress(), health());
    }

    private Progress progress() {
        return new Progress(
                parts.settings().mode().name().toLowerCase(Locale.ROOT),
                engine != null && engine.isCaughtUp(),
                engine == null ? 0 : engine.waiting(),
                history.runs(),
                history.lastRunMs(),
                history.problem());
    }

    private Health health() {
        return history.health(engine == null ? List.of() : engine.notices());
    }
}
