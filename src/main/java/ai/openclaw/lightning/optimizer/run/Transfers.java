package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.ExpectedChange;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.optimizer.SuggestionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Proposes a rule that was verified for one agent to the others whose tools include those that it names. Only this can
 * reach an agent that never varies. It is a hint, and is tried there like any other.
 */
final class Transfers {

    private static final String NAME = "transfer";
    private static final Group NOBODY = new Group(0, null);

    private Transfers() {}

    /** @param agents by their ids, the agent without a name under the empty string */
    static List<Suggestion> of(Collection<Suggestion> all, Map<String, AgentFacts> agents) {
        List<Suggestion> transfers = new ArrayList<>();
        all.stream()
                .filter(Transfers::isVerified)
                .forEach(rule -> agents.forEach((name, facts) -> {
                    String agentId = name.isEmpty() ? null : name;
                    if (!Objects.equals(agentId, rule.agentId())
                            && facts.tools().containsAll(rule.tools())) {
                        transfers.add(transferred(rule, agentId, facts));
                    }
                }));
        return transfers;
    }

    private static boolean isVerified(Suggestion one) {
        return one.status() == Status.ADOPTED
                && one.grade() == Grade.VERIFIED
                && one.kind() != Kind.REMOVE_RULE
                && !one.tools().isEmpty();
    }

    private static Suggestion transferred(Suggestion rule, String agentId, AgentFacts facts) {
        SuggestionEvidence there = rule.evidence();
        String whose = rule.agentId() == null ? "the agent without a name" : rule.agentId();
        SuggestionEvidence evidence = new SuggestionEvidence(
                there.metric(),
                new Interval(there.effect().estimate(), null, null),
                0,
                NOBODY,
                NOBODY,
                null,
                facts.traces(),
                List.of(),
                List.of(),
                new ExpectedChange("Share of the traces that follow the rule.", 0, true),
                null,
                null,
                "An experiment verified it for " + whose + "; whether it helps here only an experiment shows.");
        return new Suggestion(
                SuggestionId.of(NAME, agentId, rule.text()),
                NAME,
                Kind.ADD_RULE,
                null,
                rule.text(),
                agentId,
                rule.tools(),
                rule.trigger(),
                Grade.HINT,
                Status.PROPOSED,
                evidence,
                List.of());
    }
}
