package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.optimizer.experiment.ArmComparison;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Brings stored documents of earlier schemas to the current one, before they are read. */
final class OlderDocuments {

    private static final List<String> COMPARED = List.of("interval", "overall", "strata");

    private final ObjectMapper json;

    OlderDocuments(ObjectMapper json) {
        this.json = json;
    }

    /** Schema 1 knew no situations: every rule was about every trace. */
    ObjectNode suggestion(ObjectNode suggestion) {
        suggestion.putNull("trigger");
        return suggestion;
    }

    /** Schema 1 compared all units, wanted success only and never ended for futility; such an experiment goes on so. */
    ObjectNode experiment(ObjectNode stored) {
        ObjectNode state = object(stored, "state");
        object(state, "plan").set("aim", json.valueToTree(Aim.SUCCESS));
        ObjectNode all = json.valueToTree(ArmComparison.State.START);
        all.set("gainLogWealth", state.remove("adoptLogWealth"));
        COMPARED.forEach(field -> all.set(field, state.remove(field)));
        state.set("all", all);
        state.putNull("reach");
        for (JsonNode unit : state.withArray("waiting")) {
            if (unit.get("outcome") instanceof ObjectNode outcome) {
                outcome.put("calls", 0);
                outcome.put("reached", true);
            }
        }
        return stored;
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        if (parent.get(field) instanceof ObjectNode child) {
            return child;
        }
        throw new UnreadableDocumentException(Documents.UNKNOWN);
    }
}
