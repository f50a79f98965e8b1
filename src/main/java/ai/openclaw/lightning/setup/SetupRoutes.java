package ai.openclaw.lightning.setup;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.doctor.CheckResult;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;

/** The routes that say what the bridge runs with. They change nothing, and no answer holds a secret. */
public final class SetupRoutes {

    private final Setup setup;
    private final Vertx vertx;

    public SetupRoutes(Setup setup, Vertx vertx) {
        this.setup = setup;
        this.vertx = vertx;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(Route.get("/settings", this::settings), Route.get("/doctor", this::doctor));
    }

    private Future<Answer> settings(Call call) {
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeArrayFieldStart("settings");
            for (Config.Row row : setup.config().rows()) {
                json.writeStartObject();
                json.writeStringField("key", row.key());
                json.writeStringField("value_json", row.json());
                json.writeStringField("origin", row.origin());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** On a worker, for the checks look at files. */
    private Future<Answer> doctor(Call call) {
        return vertx.executeBlocking(setup::checks, false)
                .map(checks -> Answer.ok(json -> {
                    json.writeBooleanField(
                            "ok", checks.stream().allMatch(check -> check.level() != CheckResult.Level.FAILURE));
                    json.writeArrayFieldStart("checks");
                    for (CheckResult check : checks) {
                        json.writeStartObject();
                        json.writeStringField("check", check.check());
                        json.writeStringField("level", check.level().name().toLowerCase(Locale.ROOT));
                        json.writeStringField("detail", check.detail());
                        json.writeStringField("fix", check.fix());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }));
    }
}
