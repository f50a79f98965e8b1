package ai.openclaw.lightning.view;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.GuidanceChange;
import ai.openclaw.lightning.model.Suggestion;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The guidance for agents: for a client that keeps it, and for a trace that starts. It holds a few dozen short rules at
 * most. And how it came to be what it is.
 */
public final class GuidanceJson {

    private GuidanceJson() {}

    /** Writes an agent's current guidance; the braces are there already. */
    public static void write(JsonGenerator json, ActiveGuidance snapshot, String agentId) throws IOException {
        json.writeStringField("version", snapshot.version());
        writeRules(json, Guidance.rulesOf(snapshot, agentId));
        json.writeArrayFieldStart("experiments");
        for (RunningExperiment experiment : Guidance.experimentsOf(snapshot, agentId)) {
            if (experiment.canBeDrawnByClients()) {
                json.writeStartObject();
                write(json, experiment);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** Writes what all agents are told, for a bridge that tells its own; the braces are there already. */
    public static void writeAll(JsonGenerator json, ActiveGuidance snapshot) throws IOException {
        json.writeStringField("version", snapshot.version());
        writeRules(json, snapshot.rules(), true);
        json.writeArrayFieldStart("experiments");
        for (RunningExperiment experiment : snapshot.experiments()) {
            json.writeStartObject();
            json.writeStringField("agent_id", experiment.plan().agentId());
            write(json, experiment);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, RunningExperiment experiment) throws IOException {
        json.writeStringField("id", experiment.plan().id());
        json.writeStringField("key", experiment.plan().key());
        json.writeStringField("unit", experiment.plan().unit().jsonName());
        json.writeNumberField("probability", experiment.plan().probability());
        writeRules(json, experiment.rules());
        if (!experiment.replaces().isEmpty()) {
            Json.strings(json, "replaces", experiment.replaces());
        }
    }

    private static void writeRules(JsonGenerator json, List<ActiveRule> rules) throws IOException {
        writeRules(json, rules, false);
    }

    private static void writeRules(JsonGenerator json, List<ActiveRule> rules, boolean withAgents) throws IOException {
        json.writeArrayFieldStart("rules");
        for (ActiveRule rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("text", rule.text());
            if (withAgents) {
                json.writeStringField("agent_id", rule.agentId());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * A page of changes of what agents are told.
     *
     * @param chosen the requested ones, the latest first
     * @param offset how many of them came before
     */
    public static JsonPieces history(List<GuidanceChange> chosen, int offset, int limit) {
        return OffsetPage.of("changes", chosen, offset, limit, GuidanceJson::write, json -> {});
    }

    private static void write(JsonGenerator json, GuidanceChange change) throws IOException {
        Suggestion one = change.suggestion();
        json.writeNumberField("at", change.step().at());
        json.writeStringField("suggestion_id", one.id());
        json.writeStringField("kind", one.kind().jsonName());
        json.writeStringField("replaces", one.replaces());
        json.writeStringField("text", one.text());
        json.writeStringField("agent_id", one.agentId());
        json.writeStringField("from", change.step().from().jsonName());
        json.writeStringField("to", change.step().to().jsonName());
        json.writeStringField("actor", change.step().actor());
        json.writeStringField("reason", change.step().reason());
        json.writeArrayFieldStart("rules");
        for (Suggestion rule : change.rules()) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("text", rule.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The {@code guidance} in the answer to a start. */
    public static void writeForStart(JsonGenerator json, Guidance told) throws IOException {
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
