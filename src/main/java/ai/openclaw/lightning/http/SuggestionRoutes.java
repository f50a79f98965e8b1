package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.decode.Decision;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** What the optimizer found and what people decided about it. There is none yet: everything is empty. */
final class SuggestionRoutes {

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int DECISION_BYTES_MAX = 64 * 1024;
    private static final Set<String> STATUSES =
            Set.of("proposed", "accepted", "rejected", "in_experiment", "adopted", "rolled_back", "refuted", "retired");

    private final GuidanceAnswer guidance;

    SuggestionRoutes(GuidanceAnswer guidance) {
        this.guidance = guidance;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/guidance", guidance::get),
                Route.get("/optimize/suggestions", this::suggestions),
                decision("accept"),
                decision("reject"),
                decision("rollback"),
                Route.postWithOptionalBody("/optimize/run", DECISION_BYTES_MAX, this::run),
                Route.get("/optimize/experiments", this::experiments),
                Route.get("/optimize/experiments/{id}", this::experiment));
    }

    private Route decision(String name) {
        return Route.postWithOptionalBody("/optimize/suggestions/{id}/" + name, DECISION_BYTES_MAX, this::decide);
    }

    private Future<Answer> suggestions(Call call) {
        String status = call.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw Refusal.badRequest("status must be one of a suggestion", "status");
        }
        TraceRoutes.limit(call, LIMIT_DEFAULT, LIMIT_MAX);
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeArrayFieldStart("suggestions");
            json.writeEndArray();
            json.writeNumberField("analyzed_traces", 0);
            json.writeNullField("generated_at");
        }));
    }

    private Future<Answer> decide(Call call) {
        if (call.body() != null) {
            call.body().inflate();
            Decision.decode(call.body().bytes(), call.body().length());
        }
        throw Refusal.of(404, "there is no such suggestion");
    }

    private Future<Answer> run(Call call) {
        return Future.succeededFuture(Answer.json(202, json -> json.writeBooleanField("success", true)));
    }

    private Future<Answer> experiments(Call call) {
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeArrayFieldStart("experiments");
            json.writeEndArray();
        }));
    }

    private Future<Answer> experiment(Call call) {
        throw Refusal.of(404, "there is no such experiment");
    }
}
