package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Parameters;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.TraceLookup;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.view.PageCursor;
import ai.openclaw.lightning.view.TraceJson;
import io.vertx.core.Future;
import java.util.List;

/** The routes that read traces, directly from the store. */
final class TraceRoutes {

    private final TraceReader store;

    TraceRoutes(TraceReader store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.get("/traces", this::list), Route.get("/traces/:trace_id", this::one));
    }

    private Future<Answer> list(Call call) {
        PageCursor after = Parameters.cursor(call, "cursor");
        TraceCriteria filter = new TraceCriteria(
                call.query("session_key"),
                call.query("agent_id"),
                call.query("task_key"),
                status(call),
                Parameters.flag(call, "success"),
                call.query("failure"),
                call.query("tool"),
                origin(call),
                call.query("q"),
                Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE),
                Parameters.number(call, "until", Long.MIN_VALUE, Long.MAX_VALUE),
                call.query("sender"),
                call.query("model"),
                call.query("prompt_version"));
        TraceQuery query = new TraceQuery(
                filter,
                Parameters.limit(call, TraceQuery.LIMIT_DEFAULT, TraceQuery.LIMIT_MAX),
                after == null ? null : new TraceQuery.Cursor(after.time(), after.id()));
        return store.traces(query).map(page -> Answer.page(TraceJson.page(page)));
    }

    private Future<Answer> one(Call call) {
        Cursors after = Cursors.of(call);
        return TraceLookup.find(store, call.parameter(), after.call(), after.reward())
                .map(found -> found.map(detail -> Answer.page(TraceJson.detail(detail)))
                        .orElseThrow(() -> Refusal.of(404, "no such trace")));
    }

    /** Where the two lists of a trace continue. A client that asks only for more rewards already has the calls. */
    private record Cursors(CallsCursor call, RewardsCursor reward) {

        static Cursors of(Call call) {
            PageCursor calls = Parameters.cursor(call, "calls_cursor");
            PageCursor rewards = Parameters.cursor(call, "rewards_cursor");
            CallsCursor first = rewards == null ? CallsCursor.START : CallsCursor.END;
            return new Cursors(
                    calls == null ? first : new CallsCursor(calls.time(), calls.id()),
                    rewards == null ? RewardsCursor.START : new RewardsCursor(rewards.time(), rewards.id()));
        }
    }

    private static TraceOrigin origin(Call call) {
        String given = call.query("origin");
        TraceOrigin origin = TraceOrigin.ofJsonName(given);
        if (given != null && origin == null) {
            throw Refusal.badRequest("origin must be user, retry, subagent, review, resume or schedule", "origin");
        }
        return origin;
    }

    private static TraceStatus status(Call call) {
        String given = call.query("status");
        TraceStatus status = TraceStatus.ofJsonName(given);
        if (given != null && status == null) {
            throw Refusal.badRequest("status must be open, ended or abandoned", "status");
        }
        return status;
    }
}
