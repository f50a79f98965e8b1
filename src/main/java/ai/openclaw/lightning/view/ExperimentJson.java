package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.EvidencePoint;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** An experiment with its evidence. Its key appears only in the guidance, because only agents need it. */
public final class ExperimentJson {

    private ExperimentJson() {}

    /** A page of experiments; {@code offset} of them came before. */
    public static JsonPieces page(List<ExperimentReport> all, int offset, int limit) {
        return OffsetPage.of("experiments", all, offset, limit, ExperimentJson::write, json -> {});
    }

    /** Writes the fields; the braces are there already. */
    public static void write(JsonGenerator json, ExperimentReport one) throws IOException {
        Experiment plan = one.plan();
        json.writeStringField("id", plan.id());
        json.writeStringField("status", one.status());
        json.writeStringField("reason", one.reason());
        json.writeStringField("purpose", plan.purpose().jsonName());
        json.writeStringField("agent_id", plan.agentId());
        Json.strings(json, "suggestions", plan.suggestionIds());
        json.writeStringField("unit", plan.unit().jsonName());
        json.writeStringField("method", plan.method().jsonName());
        json.writeStringField("outcomes", plan.outcomes().jsonName());
        json.writeNumberField("probability", plan.probability());
        json.writeNumberField("units_max", plan.unitsMax());
        json.writeNumberField("started_at", plan.startedAt());
        Json.number(json, "ended_at", one.endedAt());
        json.writeNumberField("waiting", one.waiting());
        json.writeNumberField("counted", one.counted());
        json.writeNumberField("missing", one.missing());
        json.writeNumberField("evidence", one.evidence());
        json.writeNumberField("evidence_needed", one.evidenceNeeded());
        json.writeNumberField("harm_evidence", one.harmEvidence());
        Json.number(json, "applied_share", one.applied());
        json.writeNumberField("futility", one.futility());
        Json.number(json, "days_left", one.daysLeft());
        writeEstimates(json, one.onEstimates());
        writeAim(json, plan.aim());
        write(json, one.all());
        if (one.reached() == null) {
            json.writeNullField("in_situation");
        } else {
            json.writeObjectFieldStart("in_situation");
            json.writeBooleanField("counts", !one.guarded());
            write(json, one.reached());
            json.writeEndObject();
        }
    }

    private static void writeEstimates(JsonGenerator json, ExperimentReport.OnEstimates estimates) throws IOException {
        if (estimates == null) {
            json.writeNullField("estimates");
            return;
        }
        json.writeObjectFieldStart("estimates");
        json.writeNumberField("rated", estimates.rated());
        SuggestionJson.write(json, "effect", estimates.effect());
        json.writeNumberField("control_error", estimates.controlError());
        json.writeNumberField("treatment_error", estimates.treatmentError());
        json.writeEndObject();
    }

    /** How the evidence grew. */
    public static void writeHistory(JsonGenerator json, ExperimentReport one) throws IOException {
        json.writeArrayFieldStart("points");
        for (EvidencePoint point : one.history()) {
            json.writeStartObject();
            json.writeNumberField("counted", point.counted());
            json.writeNumberField("evidence", point.evidence());
            json.writeNumberField("harm_evidence", point.harmEvidence());
            json.writeNumberField("futility", point.futility());
            SuggestionJson.write(json, "effect", point.effect());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAim(JsonGenerator json, Aim aim) throws IOException {
        json.writeStringField("goal", aim.goal().jsonName());
        SuggestionJson.writeTrigger(json, aim.trigger());
        writeMargins(json, "margins", aim.overall());
        writeMargins(json, "margins_in_situation", aim.there());
    }

    private static void writeMargins(JsonGenerator json, String name, Aim.Margins margins) throws IOException {
        if (margins == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("worthwhile", margins.worthwhile());
        json.writeNumberField("tolerated", margins.tolerated());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, ExperimentReport.Compared units) throws IOException {
        SuggestionJson.write(json, "control", units.control());
        SuggestionJson.write(json, "treatment", units.treatment());
        SuggestionJson.write(json, "effect", units.effect());
        Json.number(json, "control_calls", units.controlCalls());
        Json.number(json, "treatment_calls", units.treatmentCalls());
    }
}
