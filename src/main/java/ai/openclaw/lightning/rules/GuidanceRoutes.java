package ai.openclaw.lightning.rules;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Parameters;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.GuidanceChange;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.view.GuidanceJson;
import ai.openclaw.lightning.view.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What agents are told and were told, as JSON: for a client that keeps it, a bridge that shares with this one, a person. */
public final class GuidanceRoutes {

    private static final int CHANGES_DEFAULT = 50;
    private static final int CHANGES_MAX = 200;

    private final Supplier<ActiveGuidance> snapshots;
    private final Supplier<OptimizerView> optimizer;

    public GuidanceRoutes(Supplier<ActiveGuidance> snapshots, Supplier<OptimizerView> optimizer) {
        this.snapshots = snapshots;
        this.optimizer = optimizer;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/guidance", this::get).allowing(Scope.INGEST, Scope.READ),
                Route.get("/guidance/history", this::history),
                Route.get("/team", this::team).allowing(Scope.INGEST));
    }

    /** Under which name a bridge shares, and what all agents are told. */
    private Future<Answer> team(Call call) {
        ActiveGuidance snapshot = snapshots.get();
        return unlessKnown(call, snapshot, json -> {
            json.writeStringField("name", call.caller().name());
            json.writeObjectFieldStart("guidance");
            GuidanceJson.writeAll(json, snapshot);
            json.writeEndObject();
        });
    }

    /** What an agent is told; rules belong to an agent, whatever its model. */
    private Future<Answer> get(Call call) {
        ActiveGuidance snapshot = snapshots.get();
        String agentId = call.query("agent_id");
        return unlessKnown(call, snapshot, json -> GuidanceJson.write(json, snapshot, agentId));
    }

    /** Since when an agent is told what, and who decided so. */
    private Future<Answer> history(Call call) {
        String agentId = call.query("agent_id");
        Long since = Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE);
        List<GuidanceChange> chosen = optimizer.get().changes().stream()
                .filter(change ->
                        agentId == null || agentId.equals(change.suggestion().agentId()))
                .filter(change -> since == null || change.step().at() >= since)
                .toList();
        int limit = Parameters.limit(call, CHANGES_DEFAULT, CHANGES_MAX);
        return Future.succeededFuture(Answer.page(GuidanceJson.history(chosen, Parameters.offset(call), limit)));
    }

    /** 304 if the client has this version. */
    private static Future<Answer> unlessKnown(Call call, ActiveGuidance snapshot, Json.Content content) {
        String tag = "\"" + snapshot.version() + "\"";
        return Future.succeededFuture(
                isKnown(call.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)
                        ? new Answer.Whole(304, null, null, Map.of("ETag", tag))
                        : Answer.ok(content).with("ETag", tag));
    }

    private static boolean isKnown(String known, String tag) {
        if (known == null) {
            return false;
        }
        for (String one : known.split(",", -1)) {
            String given = one.strip();
            if (given.equals("*") || given.equals(tag) || given.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
