package ai.openclaw.lightning.http;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.view.GuidanceJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.function.Supplier;

/** The guidance as JSON, for clients that cache it and for the answer to a session start. */
final class GuidanceAnswer {

    private final Supplier<ActiveGuidance> snapshots;

    GuidanceAnswer(Supplier<ActiveGuidance> snapshots) {
        this.snapshots = snapshots;
    }

    /** Answers {@code GET /guidance}, with 304 if the client has this version. Rules belong to an agent, whatever its model. */
    Future<Answer> get(Call call) {
        ActiveGuidance snapshot = snapshots.get();
        String agentId = call.query("agent_id");
        String tag = "\"" + snapshot.version() + "\"";
        if (isKnown(call.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Future.succeededFuture(new Answer.Whole(304, null, null, Map.of("ETag", tag)));
        }
        return Future.succeededFuture(
                Answer.ok(json -> GuidanceJson.write(json, snapshot, agentId)).with("ETag", tag));
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
