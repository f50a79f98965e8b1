package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.bus.Registration;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Progress;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new page by page, learns from it, and has the results stored by the writer. A worker verticle with a
 * pool of one thread of its own: whatever it computes, nobody else waits for it. All state belongs to that thread but
 * for the two published snapshots.
 */
public final class OptimizerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(OptimizerVerticle.class);

    /** After something was closed, so that a burst is one run. */
    private static final long DEBOUNCE_MS = 300;

    /** Rests this many times as long as the last run took: it never takes more than a fifth of a processor. */
    private static final long REST = 4;

    /** For what only time brings: outcomes that never came, and what a failed run left. */
    private static final long TIMER_MS = 60_000;

    private static final int PAGE = 20;
    private static final int ASSIGNMENTS_PAGE = 200;

    /** Closed traces to be read; with more of them everything is read again. */
    private static final int CLOSED_MAX = 20_000;

    private final OptimizerParts parts;
    private final List<Registration> consumers = new ArrayList<>();
    /** Closed since the run under way began. */
    private final Set<String> closed = new LinkedHashSet<>();

    /** Closed before it began, so that it knows their assignments: without them outcomes would be lost. */
    private final Set<String> due = new LinkedHashSet<>();

    private Workshop workshop;
    private boolean running;
    private boolean scheduled;
    private boolean stopped;
    private final Promise<Void> idle = Promise.promise();
    private boolean caughtUp;
    private long readUntil;
    private long assignedUntil;
    private long runs;
    private long lastRunMs;
    private String problem;
    private volatile OptimizerView view = OptimizerView.EMPTY;
    private volatile ActiveGuidance guidance = ActiveGuidance.EMPTY;

    public OptimizerVerticle(OptimizerParts parts) {
        this.parts = parts;
    }

    /** What is known, for anybody. */
    public OptimizerView view() {
        return view;
    }

    /** What agents are told now, for anybody. */
    public ActiveGuidance guidance() {
        return guidance;
    }

    @Override
    public Future<?> start() {
        return parts.store().learned().compose(learned -> {
            workshop = new Workshop(parts, learned);
            assignedUntil = workshop.assignedUntil();
            closed.addAll(workshop.waiting());
            publish();
            vertx.setPeriodic(TIMER_MS, timer -> schedule(1));
            return startReading();
        });
    }

    private Future<Void> startReading() {
        return parts.store().beforeNewest(parts.settings().tracesMax()).map(before -> {
            readUntil = before;
            caughtUp = false;
            if (consumers.isEmpty()) {
                consumers.add(parts.bus().onClosed(this::closed));
                consumers.add(parts.bus().onDecide(this::decide));
                consumers.add(parts.bus().onOptimize(asked -> {
                    schedule(1);
                    return Future.succeededFuture(true);
                }));
            }
            schedule(1);
            return null;
        });
    }

    /** The run under way is ended early, and what it found is stored: nothing may come back to a thread that is gone. */
    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.all(consumers.stream().map(Registration::end).toList())
                .compose(v -> running ? idle.future() : Future.succeededFuture());
    }

    private void closed(ClosedTraces traces) {
        closed.addAll(traces.traceIds());
        if (closed.size() > CLOSED_MAX) {
            closed.clear();
            closed.addAll(workshop.waiting());
            caughtUp = false;
            readUntil = 0; // far behind: reading everything in order costs less than remembering what to read
        }
        schedule(Math.max(DEBOUNCE_MS, REST * lastRunMs));
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
        due.addAll(closed);
        closed.clear();
        long began = System.nanoTime();
        long until = began + TimeUnit.MILLISECONDS.toNanos(parts.settings().runMsMax());
        Future.succeededFuture()
                .compose(v -> readAssignments())
                .compose(v -> readStored(until))
                .compose(v -> readClosed(until))
                .compose(v -> {
                    workshop.conclude(parts.clock().getAsLong());
                    return save();
                })
                .onComplete(done -> {
                    running = false;
                    runs++;
                    lastRunMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    problem = done.succeeded() ? null : said(done.cause());
                    publish();
                    if (stopped) {
                        idle.tryComplete();
                    } else {
                        next();
                    }
                });
    }

    private void next() {
        if (workshop.isTooLarge()) {
            workshop.startOver();
            startReading().onFailure(failure -> problem = said(failure));
        } else if (problem == null && (!caughtUp || !closed.isEmpty() || !due.isEmpty())) {
            schedule(Math.max(1, REST * lastRunMs));
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

    /** To the end: an outcome of a trace whose assignment is not known yet would be lost. */
    private Future<Void> readAssignments() {
        return parts.store().assignments(assignedUntil, ASSIGNMENTS_PAGE).compose(page -> {
            for (StoredAssignment one : page) {
                workshop.assigned(one);
                assignedUntil = one.id();
            }
            return page.size() < ASSIGNMENTS_PAGE ? Future.succeededFuture() : readAssignments();
        });
    }

    private Future<Void> readStored(long until) {
        if (caughtUp || stopped || System.nanoTime() > until) {
            return Future.succeededFuture();
        }
        return parts.store().closedTraces(readUntil, PAGE).compose(page -> {
            page.traces().forEach(trace -> workshop.closed(trace, parts.clock().getAsLong()));
            readUntil = page.last();
            caughtUp = !page.more();
            return readStored(until);
        });
    }

    private Future<Void> readClosed(long until) {
        if (!caughtUp || stopped || due.isEmpty() || System.nanoTime() > until) {
            return Future.succeededFuture();
        }
        List<String> page = due.stream().limit(PAGE).toList();
        return parts.store().evidence(page).compose(traces -> {
            page.forEach(due::remove);
            traces.forEach(trace -> workshop.closed(trace, parts.clock().getAsLong()));
            return readClosed(until);
        });
    }

    private Future<Suggestion> decide(SuggestionDecision decision) {
        Suggestion decided;
        try {
            decided = workshop.decide(decision, parts.clock().getAsLong());
        } catch (BridgeException refused) {
            return Future.failedFuture(refused);
        }
        return save().map(v -> {
            publish();
            return decided;
        });
    }

    /** The writer takes saves in their order, so that the newest of a document is stored last. */
    private Future<Void> save() {
        Workshop.Taken taken = workshop.take();
        return taken.isEmpty()
                ? Future.succeededFuture()
                : parts.bus()
                        .save(taken.documents())
                        .onSuccess(saved -> workshop.stored(taken))
                        .onFailure(failure -> workshop.giveBack(taken))
                        .mapEmpty();
    }

    private void publish() {
        guidance = workshop.guidance();
        view = workshop.view(
                parts.clock().getAsLong(),
                new Progress(
                        parts.settings().mode().name().toLowerCase(Locale.ROOT),
                        caughtUp,
                        closed.size() + due.size(),
                        runs,
                        lastRunMs,
                        problem),
                runs);
    }
}
