package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a decision means from now on: what happens next, how long it takes, where to look, and how to undo it.
 *
 * @param suggestion as it is after the decision
 * @param experiment that tries it now; a missing node if none does
 */
record DecisionWords(JsonNode suggestion, JsonNode experiment) {

    /** Names the lines in their order. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        String id = ShortId.of(suggestion.path("id").asText());
        switch (suggestion.path("status").asText()) {
            case "in_experiment" -> {
                lines.put("next", experiment.isMissingNode() ? "an experiment tests the rule" : told());
                lines.put("how long", howLong());
                lines.put("look", look());
                lines.put("undo", "lightning suggestions rollback " + id);
            }
            case "adopted" -> {
                lines.put(
                        "next",
                        experiment.isMissingNode()
                                ? "from now on the agent is told the rule in every session"
                                : told() + ", so that its effect stays known");
                lines.put("look", look());
                lines.put("undo", "lightning suggestions rollback " + id);
            }
            case "rejected" -> {
                lines.put("next", "it is not suggested again");
                lines.put("undo", "lightning suggestions accept " + id);
            }
            case "rolled_back", "retired" ->
                lines.put("next", "the agent is not told the rule any more, and it is not suggested again");
            default -> lines.put("look", look());
        }
        return lines;
    }

    private String told() {
        String unit = experiment.path("unit").asText("trace") + "s";
        return Amounts.share(experiment.path("probability").asDouble()) + " of the " + unit
                + ", drawn by lot, are told the rule; the others are not";
    }

    private String howLong() {
        String most = experiment.hasNonNull("units_max")
                ? "; it ends after " + Amounts.count(JsonFields.number(experiment, "units_max")) + " at the latest"
                : "";
        return suggestion.hasNonNull("decision_traces")
                ? EvidenceFormat.toDecide(suggestion) + most
                : "until the evidence decides" + most;
    }

    private String look() {
        return (experiment.isMissingNode()
                        ? "lightning suggestions show "
                                + ShortId.of(suggestion.path("id").asText())
                        : "lightning experiments "
                                + ShortId.of(experiment.path("id").asText()))
                + ", or the page: lightning dashboard";
    }
}
