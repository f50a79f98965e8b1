package ai.openclaw.lightning.keys;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.model.SenderDeletion;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Deletes what came with one key, for whoever has it and wants it back. */
public final class SenderRoutes {

    /** Well within what a client waits; there may be any number of traces. */
    private static final long NANOSECONDS_MAX = TimeUnit.SECONDS.toNanos(3);

    private final Bus bus;

    public SenderRoutes(Bus bus) {
        this.bus = bus;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(Route.delete("/senders/:name", this::delete).allowing(Scope.INGEST, Scope.ADMIN));
    }

    private Future<Answer> delete(Call call) {
        String sender = call.parameter();
        boolean own = sender.equals(call.caller().name());
        if (!own && !call.caller().scopes().contains(Scope.ADMIN)) {
            throw Refusal.of(403, "without the scope admin a key deletes only what came with itself");
        }
        return steps(sender, 0, System.nanoTime() + NANOSECONDS_MAX)
                .map(done -> Answer.ok(json -> {
                    json.writeNumberField("deleted_traces", done.traces());
                    json.writeBooleanField("complete", done.complete());
                }));
    }

    private Future<SenderDeletion> steps(String sender, long before, long until) {
        return bus.deleteSender(sender).compose(step -> {
            SenderDeletion sum = new SenderDeletion(before + step.traces(), step.complete());
            return sum.complete() || System.nanoTime() - until > 0
                    ? Future.succeededFuture(sum)
                    : steps(sender, sum.traces(), until);
        });
    }
}
