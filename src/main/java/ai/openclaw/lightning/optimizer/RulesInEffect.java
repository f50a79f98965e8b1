package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The rules that agents are told now, as the suggestions they came from.
 *
 * @param settled adopted rules outside of experiments, which may be replaced or removed
 * @param onTrial rules told to some traces only, or about to be replaced or removed: leave them alone
 */
public record RulesInEffect(List<Suggestion> settled, List<Suggestion> onTrial) {

    public static final RulesInEffect NONE = new RulesInEffect(List.of(), List.of());

    public RulesInEffect {
        settled = List.copyOf(settled);
        onTrial = List.copyOf(onTrial);
    }

    /** The rules of one agent; null is the agent without a name. */
    public RulesInEffect of(String agentId) {
        return new RulesInEffect(of(agentId, settled), of(agentId, onTrial));
    }

    private static List<Suggestion> of(String agentId, Collection<Suggestion> rules) {
        return rules.stream()
                .filter(rule -> Objects.equals(rule.agentId(), agentId))
                .toList();
    }
}
