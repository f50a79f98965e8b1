package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Parameters;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.json.DecisionBody;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.view.ExperimentJson;
import ai.openclaw.lightning.view.OutcomesJson;
import ai.openclaw.lightning.view.SuggestionJson;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes for suggestions and experiments, and for the decisions of people. */
final class SuggestionRoutes {

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int DECISION_BYTES_MAX = 64 * 1024;
    private static final Set<String> STATUSES =
            Set.of("proposed", "accepted", "rejected", "in_experiment", "adopted", "rolled_back", "refuted", "retired");

    /** The longest note; a longer one is cut. */
    private static final int NOTE_MAX = 1_000;

    private final Bus bus;
    private final Supplier<OptimizerView> optimizer;
    private final Intake intake;

    SuggestionRoutes(HttpParts parts) {
        this.bus = parts.bus();
        this.optimizer = parts.optimizer();
        this.intake = parts.intake();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/optimize/suggestions", this::suggestions),
                decision("accept", SuggestionRoutes::accepted),
                decision("reject", mode -> Action.REJECT),
                decision("rollback", mode -> Action.ROLL_BACK),
                decision("pause", mode -> Action.PAUSE),
                decision("resume", mode -> Action.RESUME),
                decision("retire", mode -> Action.RETIRE),
                Route.decision("/optimize/run", MediaTypes.JSON, DECISION_BYTES_MAX, this::run),
                Route.get("/optimize/ratings", this::wantedRatings),
                Route.get("/optimize/experiments", this::experiments),
                Route.get("/optimize/experiments/:id", call -> experiment(call, ExperimentJson::write)),
                Route.get("/optimize/experiments/:id/history", call -> experiment(call, ExperimentJson::writeHistory)));
    }

    private Route decision(String name, Function<String, Action> action) {
        return Route.decision(
                "/optimize/suggestions/:id/" + name, MediaTypes.JSON, DECISION_BYTES_MAX, call -> decide(call, action));
    }

    private static Action accepted(String mode) {
        return Action.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    private Future<Answer> suggestions(Call call) {
        String status = call.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw Refusal.badRequest("status is not a status of suggestions", "status");
        }
        String agentId = call.query("agent_id");
        int limit = Parameters.limit(call, LIMIT_DEFAULT, LIMIT_MAX);
        int offset = Parameters.offset(call);
        OptimizerView view = optimizer.get();
        List<Suggestion> chosen = view.suggestions().stream()
                .filter(one -> status == null || one.status().jsonName().equals(status))
                .filter(one -> agentId == null || agentId.equals(one.agentId()))
                .toList();
        return Future.succeededFuture(Answer.page(SuggestionJson.page(chosen, offset, limit, view)));
    }

    private Future<Answer> decide(Call call, Function<String, Action> action) {
        DecisionBody decision = new DecisionBody("experiment", null);
        if (call.body() != null) {
            call.body().inflate();
            decision = DecisionBody.decode(call.body().bytes(), call.body().length());
        }
        String by = call.caller().name();
        SuggestionDecision asked =
                new SuggestionDecision(call.parameter(), action.apply(decision.mode()), note(decision.note()), by);
        return bus.decide(asked)
                .map(decided -> Answer.ok(json -> {
                    json.writeBooleanField("success", true);
                    json.writeObjectFieldStart("suggestion");
                    SuggestionJson.write(json, decided, optimizer.get());
                    json.writeEndObject();
                }));
    }

    /** The note is stored and shown, so it is masked like all text. */
    private String note(String given) {
        String masked = given == null ? null : intake.masked(given);
        return masked == null || masked.length() <= NOTE_MAX ? masked : masked.substring(0, NOTE_MAX);
    }

    private Future<Answer> run(Call call) {
        return bus.optimize().map(heard -> Answer.json(202, json -> json.writeBooleanField("success", true)));
    }

    private Future<Answer> wantedRatings(Call call) {
        int limit = Parameters.limit(call, LIMIT_MAX, LIMIT_MAX);
        return Future.succeededFuture(
                Answer.page(OutcomesJson.wanted(optimizer.get().wanted(), Parameters.offset(call), limit)));
    }

    private Future<Answer> experiments(Call call) {
        int limit = Parameters.limit(call, LIMIT_MAX, LIMIT_MAX);
        List<ExperimentReport> all = optimizer.get().experiments();
        return Future.succeededFuture(Answer.page(ExperimentJson.page(all, Parameters.offset(call), limit)));
    }

    private Future<Answer> experiment(Call call, ReportWriter writer) {
        ExperimentReport found = optimizer.get().experiments().stream()
                .filter(one -> one.plan().id().equals(call.parameter()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "no such experiment"));
        return Future.succeededFuture(Answer.ok(json -> writer.write(json, found)));
    }

    /** Writes the fields of an answer about an experiment. */
    private interface ReportWriter {
        void write(JsonGenerator json, ExperimentReport report) throws IOException;
    }
}
