package ai.openclaw.lightning.http;

import ai.openclaw.lightning.guidance.GuidanceSnapshot;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What agents are told, as JSON: for a client that keeps it, and in the answer to a session start. */
final class GuidanceAnswer {

    private final Supplier<GuidanceSnapshot> snapshots;

    GuidanceAnswer(Supplier<GuidanceSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /** {@code GET /guidance}: 304 for a client that has this version. */
    Future<Answer> get(Call call) {
        GuidanceSnapshot snapshot = snapshots.get();
        String tag = "\"" + snapshot.version() + "\"";
        if (isKnown(call.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Future.succeededFuture(new Answer(304, null, null, Map.of("ETag", tag)));
        }
        return Future.succeededFuture(Answer.ok(json -> write(json, snapshot)).with("ETag", tag));
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

    private static void write(JsonGenerator json, GuidanceSnapshot snapshot) throws IOException {
        json.writeStringField("version", snapshot.version());
        writeRules(json, snapshot.rules());
        json.writeArrayFieldStart("experiments");
        for (GuidanceSnapshot.Experiment experiment : snapshot.experiments()) {
            json.writeStartObject();
            json.writeStringField("id", experiment.id());
            json.writeStringField("key", experiment.key());
            json.writeStringField("unit", experiment.unit());
            json.writeNumberField("probability", experiment.probability());
            writeRules(json, experiment.rules());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRules(JsonGenerator json, List<GuidanceSnapshot.Rule> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (GuidanceSnapshot.Rule rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("text", rule.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The {@code guidance} of a session start: what every trace is told, and no arm of any experiment. */
    void writeForStart(JsonGenerator json) throws IOException {
        List<GuidanceSnapshot.Rule> rules = snapshots.get().rules();
        json.writeObjectFieldStart("guidance");
        json.writeStringField(
                "text", rules.stream().map(GuidanceSnapshot.Rule::text).collect(Collectors.joining("\n")));
        writeRules(json, rules);
        json.writeArrayFieldStart("arms");
        json.writeEndArray();
        json.writeEndObject();
    }
}
