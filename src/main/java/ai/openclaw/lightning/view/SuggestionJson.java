package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.model.Trigger;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A suggestion with all its evidence. */
public final class SuggestionJson {

    private SuggestionJson() {}

    /**
     * A page of suggestions.
     *
     * @param chosen the requested ones
     * @param offset how many of them came before
     */
    public static JsonPieces page(List<Suggestion> chosen, int offset, int limit, OptimizerView view) {
        return OffsetPage.of("suggestions", chosen, offset, limit, (json, one) -> write(json, one, view), json -> {
            json.writeNumberField("analyzed_traces", view.analyzedTraces());
            Json.number(json, "generated_at", view.generatedAt());
            writeMissing(json, view);
            OutcomesJson.writeAgreement(json, view);
        });
    }

    /** For each agent that nothing can be suggested to yet, what it takes. */
    private static void writeMissing(JsonGenerator json, OptimizerView view) throws IOException {
        json.writeArrayFieldStart("missing");
        for (Map.Entry<String, OptimizerView.LearnedAgent> agent : new TreeMap<>(view.agents()).entrySet()) {
            String what = agent.getValue().missing();
            if (what != null) {
                json.writeStartObject();
                json.writeStringField("agent_id", agent.getKey().isEmpty() ? null : agent.getKey());
                json.writeStringField("what", what);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** The fields; the braces are there already. */
    public static void write(JsonGenerator json, Suggestion one, OptimizerView view) throws IOException {
        SuggestionEvidence evidence = one.evidence();
        json.writeStringField("id", one.id());
        json.writeStringField("optimizer", one.optimizer());
        json.writeStringField("kind", one.kind().jsonName());
        json.writeStringField("replaces", one.replaces());
        json.writeStringField("text", one.text());
        json.writeStringField("agent_id", one.agentId());
        Json.strings(json, "tools", one.tools());
        writeTrigger(json, one.trigger());
        json.writeStringField("status", one.status().jsonName());
        json.writeStringField("grade", one.grade().jsonName());
        json.writeStringField("grade_text", OutcomesJson.gradeText(one, view));
        json.writeStringField("grade_reason", evidence.gradeReason());
        json.writeStringField("metric", evidence.metric().jsonName());
        write(json, "effect", evidence.effect());
        json.writeNumberField("expected_gain", evidence.expectedGain());
        write(json, "taken", evidence.taken());
        write(json, "not_taken", evidence.notTaken());
        Json.number(json, "p", evidence.p());
        json.writeNumberField("analyzed_traces", evidence.analysedTraces());
        json.writeArrayFieldStart("strata");
        for (SuggestionEvidence.Stratum stratum : evidence.strata()) {
            json.writeStartObject();
            json.writeStringField("name", stratum.name());
            json.writeStringField("trace_id", stratum.traceId());
            write(json, "taken", stratum.taken());
            write(json, "not_taken", stratum.notTaken());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.strings(json, "trace_ids", evidence.traceIds());
        writeExpectedChange(json, evidence.expectedChange());
        Json.number(json, "smallest_detectable_effect", evidence.smallestDetectable());
        Json.number(json, "decision_traces", evidence.decisionTraces());
        double rate = view.tracesPerWeek(one.agentId());
        Json.number(json, "decision_weeks", evidence.decisionWeeks(rate));
        writeMeasured(json, view.measured(one.id()).orElse(null));
        writeHistory(json, one);
    }

    private static void writeMeasured(JsonGenerator json, ExperimentReport trial) throws IOException {
        if (trial == null) {
            json.writeNullField("measured");
            return;
        }
        json.writeObjectFieldStart("measured");
        json.writeStringField("experiment_id", trial.plan().id());
        json.writeStringField("goal", trial.plan().aim().goal().jsonName());
        json.writeStringField("unit", trial.plan().unit().jsonName());
        json.writeNumberField("counted", trial.counted());
        json.writeBooleanField("in_situation", trial.isInSituation());
        ExperimentJson.write(json, trial.judged());
        json.writeEndObject();
    }

    /** The situation a rule speaks about, or null. */
    static void writeTrigger(JsonGenerator json, Trigger trigger) throws IOException {
        if (trigger == null) {
            json.writeNullField("trigger");
            return;
        }
        json.writeObjectFieldStart("trigger");
        json.writeStringField("kind", trigger.kind().jsonName());
        json.writeStringField("tool", trigger.tool());
        json.writeEndObject();
    }

    private static void writeExpectedChange(JsonGenerator json, SuggestionEvidence.ExpectedChange change)
            throws IOException {
        json.writeObjectFieldStart("expected_change");
        json.writeStringField("text", change.text());
        json.writeNumberField("share", change.share());
        json.writeBooleanField("should_rise", change.shouldRise());
        json.writeEndObject();
    }

    private static void writeHistory(JsonGenerator json, Suggestion one) throws IOException {
        json.writeArrayFieldStart("history");
        for (StatusChange change : one.history()) {
            json.writeStartObject();
            json.writeStringField("from", change.from().jsonName());
            json.writeStringField("to", change.to().jsonName());
            json.writeNumberField("at", change.at());
            json.writeStringField("actor", change.actor());
            json.writeStringField("reason", change.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, String name, Interval interval) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("estimate", interval.estimate());
        Json.number(json, "low", interval.low());
        Json.number(json, "high", interval.high());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, String name, Group group) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("traces", group.traces());
        Json.number(json, "mean", group.mean());
        json.writeEndObject();
    }
}
