package ai.openclaw.lightning.optimizer.run;

import static ai.openclaw.lightning.model.LearnedDocuments.NOTHING;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.LearnedDocuments.Answer;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.storage.Companions;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * An optimizer that has loaded the stored documents. It does one run or decision after another, and finishes each only
 * when the writer has stored it. Every failure comes back as a failed future. For one context.
 */
final class OptimizerEngine {

    private static final long AWAITED_MS = 500;

    private final OptimizerParts parts;
    private final OptimizerState state;
    private final Throttle throttle;
    private final Runnable stored;
    private final SerialQueue queue = new SerialQueue();
    private final TraceFeed feed;
    private Long generatedAt;

    /** @param stored runs when the current state has been stored and may be shown */
    OptimizerEngine(OptimizerParts parts, OptimizerState state, Throttle throttle, Runnable stored) {
        this.parts = parts;
        this.state = state;
        this.throttle = throttle;
        this.stored = stored;
        this.feed = new TraceFeed(parts, state, queue, throttle);
    }

    /** Notes traces that were closed, or changed after they were closed. */
    void heard(Collection<String> traceIds) {
        feed.heard(traceIds);
    }

    /** Reads for as long as it may, then draws and stores conclusions. */
    Future<Void> run(BooleanSupplier mayGoOn) {
        return feed.run(mayGoOn).compose(v -> throttle.throttled(() -> queue.next(this::conclude)));
    }

    private Future<Void> conclude() {
        long now = parts.clock().getAsLong();
        state.conclude(now, feed.isComplete());
        return save(null).map(v -> {
            generatedAt = now;
            stored.run();
            return null;
        });
    }

    /** Applies a person's decision; fails as {@link Decisions#decide} does, or when it can't be stored. */
    Future<Suggestion> decide(SuggestionDecision decision) {
        return queue.next(() -> decided(decision, null));
    }

    /** The same for another bridge. The answer is stored with what changes, so that no decision is carried out twice. */
    Future<Void> decide(Companions.Asked asked) {
        return queue.next(() -> Future.succeededFuture()
                .compose(v ->
                        decided(asked.decision(), new Answer(asked.id(), null)).<Void>mapEmpty())
                .recover(refused -> parts.bus()
                        .save(NOTHING.with(new Answer(asked.id(), BridgeException.of(refused))))
                        .mapEmpty()));
    }

    private Future<Suggestion> decided(SuggestionDecision decision, Answer answer) {
        OptimizerState.Decided decided = state.decide(decision, parts.clock().getAsLong());
        return save(answer)
                .recover(notStored -> {
                    decided.undo().run();
                    return Future.failedFuture(notStored);
                })
                .map(v -> {
                    stored.run();
                    return decided.suggestion();
                });
    }

    /** As it is now; fails when there is none of that id. */
    Future<Suggestion> suggestion(String id) {
        return state.suggestion(id)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        new BridgeException(Kind.NOT_FOUND, "there is no such suggestion any more")));
    }

    /**
     * The writer takes saves in order, so that a document's newest version is stored last.
     *
     * @param answer to another bridge; null for none
     */
    private Future<Void> save(Answer answer) {
        OptimizerState.UnsavedChanges taken = state.take();
        return taken.isEmpty() && answer == null
                ? Future.succeededFuture()
                : Future.succeededFuture()
                        .compose(v -> parts.bus()
                                .save(
                                        answer == null
                                                ? taken.documents()
                                                : taken.documents().with(answer)))
                        .recover(failure -> {
                            state.giveBack(taken);
                            return Future.failedFuture(failure);
                        })
                        .map(saved -> {
                            state.stored(taken);
                            return null;
                        });
    }

    /** Forgets the traces when there are too many of them; the next run reads the newest again. */
    void trim() {
        if (state.isTooLarge()) {
            state.startOver();
            feed.startOver();
        }
    }

    /** Whether every closed trace has been read. */
    boolean isCaughtUp() {
        return feed.isCaughtUp() && feed.waiting() == 0;
    }

    /** When the next run should come by itself: at once while there is something to read, soon while there is to be. */
    OptionalLong nextRunMs() {
        if (!isCaughtUp()) {
            return OptionalLong.of(1);
        }
        return feed.awaitsAssignments() ? OptionalLong.of(AWAITED_MS) : OptionalLong.empty();
    }

    /** The number of closed traces still to be read. */
    int waiting() {
        return feed.waiting();
    }

    /** Ends all rests, so that the current run finishes soon. */
    void hurry() {
        throttle.end();
    }

    /** Completes when nothing is left to store. */
    Future<Void> drained() {
        return queue.next(Future::succeededFuture);
    }

    ActiveGuidance guidance() {
        return state.guidance();
    }

    OptimizerView view(OptimizerView.Progress progress, OptimizerView.Health health) {
        return state.view(parts.clock().getAsLong(), generatedAt, progress, health);
    }

    /** Problems that do not fail a run, each a sentence without a full stop. */
    List<String> notices() {
        return state.notices();
    }
}
