package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import java.util.Objects;

/**
 * The parts of an adopted suggestion that agents need.
 *
 * @param text empty where a rule is removed
 * @param agentId null for the agent without a name
 * @param replaces the suggestion whose rule it takes the place of; null for an added rule
 */
record AdoptedRule(String id, String text, String agentId, String replaces) {

    AdoptedRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
    }

    static AdoptedRule of(Suggestion suggestion) {
        boolean removes = suggestion.kind() == Suggestion.Kind.REMOVE_RULE;
        return new AdoptedRule(
                suggestion.id(), removes ? "" : suggestion.text(), suggestion.agentId(), suggestion.replaces());
    }
}
