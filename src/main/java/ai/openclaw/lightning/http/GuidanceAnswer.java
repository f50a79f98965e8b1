package ai.openclaw.lightning.http;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.model.ArmAssignment;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What agents are told, as JSON: for a client that keeps it, and in the answer to a session start. */
final class GuidanceAnswer {

    private final Supplier<ActiveGuidance> snapshots;

    GuidanceAnswer(Supplier<ActiveGuidance> snapshots) {
        this.snapshots = snapshots;
    }

    /** {@code GET /guidance}: 304 for a client that has this version. Rules are for an agent, whatever its model. */
    Future<Answer> get(Call call) {
        ActiveGuidance snapshot = snapshots.get();
        String agentId = call.query("agent_id");
        String tag = "\"" + snapshot.version() + "\"";
        if (isKnown(call.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Future.succeededFuture(new Answer(304, null, null, Map.of("ETag", tag)));
        }
        return Future.succeededFuture(
                Answer.ok(json -> write(json, snapshot, agentId)).with("ETag", tag));
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

    private static void write(JsonGenerator json, ActiveGuidance snapshot, String agentId) throws IOException {
        json.writeStringField("version", snapshot.version());
        writeRules(json, Guidance.rulesOf(snapshot, agentId));
        json.writeArrayFieldStart("experiments");
        for (RunningExperiment experiment : Guidance.experimentsOf(snapshot, agentId)) {
            json.writeStartObject();
            json.writeStringField("id", experiment.plan().id());
            json.writeStringField("key", experiment.plan().key());
            json.writeStringField("unit", experiment.plan().unit().jsonName());
            json.writeNumberField("probability", experiment.plan().probability());
            writeRules(json, experiment.rules());
            if (!experiment.replaces().isEmpty()) {
                json.writeArrayFieldStart("replaces");
                for (String rule : experiment.replaces()) {
                    json.writeString(rule);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRules(JsonGenerator json, List<ActiveRule> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (ActiveRule rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("text", rule.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The {@code guidance} in the answer to a start. */
    static void writeForStart(JsonGenerator json, Guidance told) throws IOException {
        json.writeObjectFieldStart("guidance");
        json.writeStringField("text", told.text());
        writeRules(json, told.rules());
        json.writeArrayFieldStart("arms");
        for (ArmAssignment arm : told.arms()) {
            json.writeStartObject();
            json.writeStringField("experiment", arm.experiment());
            json.writeStringField("arm", arm.arm());
            json.writeNumberField("probability", arm.probability());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
