package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.SenderDeletion;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.model.Written;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** The other end of the bus: remembers what it was given and answers as if it had been stored. */
final class StandInWriter {

    static final String KNOWN = "decision-points-000000000001";

    static final WriterStatus HEALTHY = status(null);

    final List<TraceEvent> stored = new CopyOnWriteArrayList<>();
    final List<SuggestionDecision> decided = new CopyOnWriteArrayList<>();
    /** Whose traces were asked to be deleted, a step each; every second step is the last. */
    final List<String> deleted = new CopyOnWriteArrayList<>();

    final List<AccessKey> keys = new CopyOnWriteArrayList<>();
    volatile Function<WriteRequest, Future<WriteReply>> answer = this::store;
    volatile Supplier<Future<WriterStatus>> status = () -> Future.succeededFuture(HEALTHY);

    void serve(Bus bus) {
        bus.onWrite(this::answers);
        bus.onStatus(asked -> status.get());
        bus.onOptimize(asked -> Future.succeededFuture(true));
        bus.onDecide(this::decide);
        bus.onAddKey(this::add);
        bus.onDeleteSender(sender -> {
            deleted.add(sender);
            return Future.succeededFuture(new SenderDeletion(2, deleted.size() % 2 == 0));
        });
        bus.onRevokeKey(
                name -> Future.succeededFuture(keys.removeIf(one -> one.name().equals(name))));
    }

    private Future<Boolean> add(AccessKey key) {
        boolean taken = keys.stream().anyMatch(one -> one.name().equals(key.name()));
        return Future.succeededFuture(!taken && keys.add(key));
    }

    /** As the optimizer would: it knows one suggestion, which can't be rolled back. */
    private Future<Suggestion> decide(SuggestionDecision decision) {
        decided.add(decision);
        if (!decision.suggestionId().equals(KNOWN)) {
            return Future.failedFuture(
                    new BridgeException(BridgeException.Kind.NOT_FOUND, "there is no such suggestion"));
        }
        return decision.action() == SuggestionDecision.Action.ROLL_BACK
                ? Future.failedFuture(new BridgeException(BridgeException.Kind.CONFLICT, "it was never adopted"))
                : Future.succeededFuture(Samples.SUGGESTION);
    }

    /** As the writer does: each request on its own, whatever becomes of the others. */
    private Future<List<WriteReply>> answers(List<WriteRequest> requests) {
        List<Future<WriteReply>> answers = requests.stream()
                .map(request -> answer.apply(request)
                        .recover(failure -> Future.succeededFuture(WriteReply.failed(BridgeException.of(failure)))))
                .toList();
        return Future.join(answers).map(all -> all.<WriteReply>list());
    }

    Future<WriteReply> store(WriteRequest request) {
        stored.addAll(request.events());
        return Future.succeededFuture(WriteReply.stored(
                request.events().stream().map(StandInWriter::written).toList()));
    }

    private static Written written(TraceEvent event) {
        String traceId = event.traceId() == null ? "ab".repeat(16) : event.traceId();
        String key = event.sessionKey() == null ? "anon-" + traceId : event.sessionKey();
        String agentId = event instanceof TraceEvent.SessionStart start ? start.agentId() : null;
        Double reward = event instanceof TraceEvent.Reward given ? given.reward() : null;
        Long duration = event instanceof TraceEvent.SessionEnd ? 5321L : null;
        return new Written(traceId, key, agentId, 7, duration, reward, false);
    }

    static WriterStatus status(String problem) {
        TraceFigures figures = new TraceFigures(10, 6, 1, 3, 2, 9_000, 3, 555, 21, 4, 5, 2.5, 2, Durations.of(1_500));
        Map<String, ToolFigures> tools =
                Map.of("web_search", new ToolFigures(20, 3, 400, 4), "", new ToolFigures(1, 1, 0, 0));
        return new WriterStatus(
                problem,
                new Totals(4, 2, figures, tools),
                new WriterStatus.Counters(40, 30, 5, 3, 7, 12),
                new WriterStatus.Queue(2, 800, 10_000, 1 << 20),
                new WriterStatus.StorageInfo("memory", 4096, 512));
    }
}
