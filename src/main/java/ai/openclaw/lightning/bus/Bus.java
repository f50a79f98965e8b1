package ai.openclaw.lightning.bus;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.SenderDeletion;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls between verticles. Every request ends with an answer or a {@link BridgeException}, at the latest after the
 * timeout. The event bus itself never queues more than the callee took. May be used from any thread.
 */
public final class Bus {

    private static final String WRITE = "lightning.write";
    private static final String STATUS = "lightning.status";
    private static final String TURN = "lightning.turn";
    private static final String SAVE = "lightning.save";
    private static final String CLOSED = "lightning.closed";
    private static final String DECIDE = "lightning.decide";
    private static final String ADD_KEY = "lightning.key.add";
    private static final String REVOKE_KEY = "lightning.key.revoke";
    private static final String DELETE_SENDER = "lightning.sender.delete";
    private static final String FORGET = "lightning.forget";
    private static final String OPTIMIZE = "lightning.optimize";

    private final EventBus eventBus;
    private final DeliveryOptions options;

    /** Create one per Vert.x instance, because it registers its codec there. */
    public Bus(Vertx vertx, Duration timeout) {
        ByReferenceCodec codec = new ByReferenceCodec();
        this.eventBus = vertx.eventBus().registerCodec(codec);
        this.options = new DeliveryOptions()
                .setCodecName(codec.name())
                .setLocalOnly(true)
                .setSendTimeout(timeout.toMillis());
    }

    /**
     * Returns a feed that stores events; only callers on that context may use it.
     *
     * @param stored told each time that something was stored
     */
    public WriteFeed writeFeed(Context caller, Runnable stored) {
        return new WriteFeed(this, caller, stored);
    }

    /** Stores the events of several requests, each on its own. The replies keep the order and arrive together. */
    public Future<List<WriteReply>> write(List<WriteRequest> requests) {
        return call(WRITE, requests);
    }

    public Registration onWrite(Function<List<WriteRequest>, Future<List<WriteReply>>> handler) {
        return serve(WRITE, handler);
    }

    /** Returns the state of the writer. */
    public Future<WriterStatus> status() {
        return call(STATUS, Boolean.TRUE);
    }

    public Registration onStatus(Function<Boolean, Future<WriterStatus>> handler) {
        return serve(STATUS, handler);
    }

    /**
     * Asks the writer whether it can store events; completes when the writer gets to answer. Fails only if no answer
     * arrives within the limit.
     */
    public Future<Boolean> turn(Duration limit) {
        return call(TURN, Boolean.TRUE, new DeliveryOptions(options).setSendTimeout(limit.toMillis()));
    }

    public Registration onTurn(Function<Boolean, Future<Boolean>> handler) {
        return serve(TURN, handler);
    }

    /** Stores the optimizer's documents; completes after the commit. */
    public Future<Boolean> save(LearnedDocuments changed) {
        return call(SAVE, changed);
    }

    public Registration onSave(Function<LearnedDocuments, Future<Boolean>> handler) {
        return serve(SAVE, handler);
    }

    /** Stores a key; false where there is one of its name already. */
    public Future<Boolean> addKey(AccessKey key) {
        return call(ADD_KEY, key);
    }

    public Registration onAddKey(Function<AccessKey, Future<Boolean>> handler) {
        return serve(ADD_KEY, handler);
    }

    /** Deletes the key of that name; false where there is none. */
    public Future<Boolean> revokeKey(String name) {
        return call(REVOKE_KEY, name);
    }

    public Registration onRevokeKey(Function<String, Future<Boolean>> handler) {
        return serve(REVOKE_KEY, handler);
    }

    /** Deletes a little of what came from that sender. */
    public Future<SenderDeletion> deleteSender(String sender) {
        return call(DELETE_SENDER, sender);
    }

    public Registration onDeleteSender(Function<String, Future<SenderDeletion>> handler) {
        return serve(DELETE_SENDER, handler);
    }

    /** Takes away the notes of the outbox up to that id. */
    public Future<Boolean> forget(long noteId) {
        return call(FORGET, noteId);
    }

    public Registration onForget(Function<Long, Future<Boolean>> handler) {
        return serve(FORGET, handler);
    }

    /** Tells all listeners that closed traces changed. Listeners do not answer, and there may be none. */
    public void closed(ClosedTraces traces) {
        eventBus.publish(CLOSED, traces, options);
    }

    public Registration onClosed(Consumer<ClosedTraces> handler) {
        MessageConsumer<ClosedTraces> consumer =
                eventBus.localConsumer(CLOSED, message -> handler.accept(message.body()));
        return consumer::unregister;
    }

    /** Decides about a suggestion and returns it as stored afterwards. */
    public Future<Suggestion> decide(SuggestionDecision decision) {
        return call(DECIDE, decision);
    }

    public Registration onDecide(Function<SuggestionDecision, Future<Suggestion>> handler) {
        return serve(DECIDE, handler);
    }

    /** Asks the optimizer to run soon; completes when the optimizer has received the request. */
    public Future<Boolean> optimize() {
        return call(OPTIMIZE, Boolean.TRUE);
    }

    public Registration onOptimize(Function<Boolean, Future<Boolean>> handler) {
        return serve(OPTIMIZE, handler);
    }

    private <Q, A> Future<A> call(String address, Q question) {
        return call(address, question, options);
    }

    private <Q, A> Future<A> call(String address, Q question, DeliveryOptions delivery) {
        return eventBus.<Object>request(address, question, delivery)
                .recover(failure -> Future.failedFuture(asBridgeException(failure)))
                .compose(message -> answerOf(message.body()));
    }

    @SuppressWarnings("unchecked") // the two ends of an address are typed by the public methods above
    private static <A> Future<A> answerOf(Object body) {
        return body instanceof BridgeException failure
                ? Future.failedFuture(failure)
                : Future.succeededFuture((A) body);
    }

    private <Q, A> Registration serve(String address, Function<Q, Future<A>> handler) {
        MessageConsumer<Q> consumer = eventBus.localConsumer(
                address,
                message -> Future.<A>future(
                                promise -> handler.apply(message.body()).onComplete(promise))
                        .onComplete(
                                answer -> message.reply(answer, options),
                                failure -> message.reply(BridgeException.of(failure), options)));
        return consumer::unregister;
    }

    private static BridgeException asBridgeException(Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT) {
            return new BridgeException(
                    BridgeException.Kind.STORAGE_GONE, "the storage did not answer in time", failure);
        }
        if (failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS) {
            return new BridgeException(BridgeException.Kind.STORAGE_GONE, "the bridge is stopping", failure);
        }
        return BridgeException.of(failure);
    }
}
