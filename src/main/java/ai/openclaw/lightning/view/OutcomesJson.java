package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.Estimates;
import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.model.Experiment.Purpose;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.WantedRating;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is said and estimated about outcomes. */
public final class OutcomesJson {

    private OutcomesJson() {}

    /** A page of the ratings that would tell most; {@code offset} of them came before. */
    public static JsonPieces wanted(List<WantedRating> all, int offset, int limit) {
        return OffsetPage.of("wanted", all, offset, limit, OutcomesJson::write, json -> {});
    }

    private static void write(JsonGenerator json, WantedRating one) throws IOException {
        json.writeStringField("trace_id", one.traceId());
        json.writeStringField("agent_id", one.agentId());
        json.writeStringField("experiment", one.experiment());
        json.writeNumberField("outcome_estimate", one.estimate());
        Json.strings(json, "signals", one.signals());
        json.writeNumberField("until", one.until());
    }

    /** For each agent with outcomes that nobody gave: how they are estimated, and how well that agrees with given ones. */
    static void writeAgreement(JsonGenerator json, OptimizerView view) throws IOException {
        json.writeArrayFieldStart("estimates");
        for (Map.Entry<String, OptimizerView.LearnedAgent> agent : new TreeMap<>(view.agents()).entrySet()) {
            Estimates estimates = agent.getValue().estimates();
            if (estimates.estimated() > 0) {
                json.writeStartObject();
                json.writeStringField("agent_id", agent.getKey().isEmpty() ? null : agent.getKey());
                json.writeNumberField("explicit", estimates.explicit());
                json.writeNumberField("estimated", estimates.estimated());
                json.writeBooleanField("calibrated", estimates.calibrated());
                json.writeNumberField("compared", estimates.compared());
                Json.number(json, "auc", estimates.auc());
                boolean any = estimates.compared() > 0;
                Json.number(json, "mean_estimate", any ? estimates.meanEstimate() : null);
                Json.number(json, "mean_outcome", any ? estimates.meanOutcome() : null);
                Json.number(json, "brier", any ? estimates.brier() : null);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** The grade in words: whoever reads "verified" must know when outcomes were estimated. */
    static String gradeText(Suggestion one, OptimizerView view) {
        boolean onEstimates = one.grade() == Grade.VERIFIED
                && view.experiments().stream()
                        .filter(trial -> trial.plan().purpose() == Purpose.TRIAL)
                        .filter(trial -> trial.plan().suggestionIds().contains(one.id()))
                        .findFirst()
                        .filter(latest -> latest.plan().outcomes() == Outcomes.ESTIMATED)
                        .isPresent();
        return one.grade().jsonName() + (onEstimates ? " (estimated outcomes)" : "");
    }
}
