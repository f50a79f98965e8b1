package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.hypotheses.Contrast;
import ai.openclaw.lightning.optimizer.hypotheses.Idea;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;
import ai.openclaw.lightning.optimizer.mining.IdeaWords.Decision;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one agent's traces say about ideas for rules, and the ideas as suggestions. */
final class IdeaBook {

    private static final String REASON =
            "The helper's idea, from what it was told about this agent; whether it helps only an experiment shows.";

    private IdeaBook() {}

    /** Only those that a rule could speak about, the effect turned so that following the rule went better. */
    static List<Contrast> contrasts(AgentMiner miner, int most) {
        return miner.patterns(Set.of()).stream()
                .filter(pattern -> !Double.isNaN(pattern.difference().estimate()))
                .sorted(Comparator.comparingDouble(IdeaBook::blur).thenComparing(pattern -> pattern.key()))
                .flatMap(pattern -> contrast(pattern).stream())
                .limit(most)
                .toList();
    }

    /** How wide the interval is in units of the effect: the smaller, the clearer. */
    private static double blur(Pattern pattern) {
        RiskDifference difference = pattern.difference();
        return (difference.high() - difference.low()) / Math.max(1e-9, Math.abs(difference.estimate()));
    }

    private static Optional<Contrast> contrast(Pattern pattern) {
        boolean doIt = pattern.difference().estimate() > 0;
        RiskDifference effect = pattern.effect(doIt);
        Group took = Group.ofSum((double) pattern.taken(), pattern.sums().takenSum());
        Group didNot = Group.ofSum(
                (double) pattern.notTaken(),
                pattern.table().atRiskSum() - pattern.sums().takenSum());
        return text(pattern.state(), pattern.action(), doIt)
                .flatMap(text -> IdeaWords.idea(new Decision(pattern.state(), pattern.action(), doIt)))
                .map(idea ->
                        new Contrast(idea, doIt ? took : didNot, doIt ? didNot : took, effect.low(), effect.high()));
    }

    private static Optional<RuleText> text(DecisionState state, Action action, boolean doIt) {
        return PatternText.of(state, action, doIt);
    }

    /** The arguments that each tool has got. */
    static Map<String, Set<String>> arguments(AgentMiner miner) {
        Map<String, Set<String>> arguments = new TreeMap<>();
        miner.tables().seen().forEach((state, actions) -> {
            if (state instanceof DecisionState.FirstCall call) {
                for (Action action : actions) {
                    if (action instanceof Action.Argument argument) {
                        arguments
                                .computeIfAbsent(call.tool(), tool -> new TreeSet<>())
                                .add(argument.name());
                    }
                }
            }
        });
        return arguments;
    }

    static Optional<Suggestion> suggestion(
            AgentMiner miner, String agentId, Idea idea, RulesInEffect rules, SuggestionWriter writer) {
        return IdeaWords.decision(idea)
                .filter(decision -> isPossible(decision.action(), miner))
                .flatMap(decision -> finding(miner, decision))
                .flatMap(finding -> HeldRules.of(rules, miner.tables().seen()).fitted(finding))
                .filter(finding -> finding.replaces() == null)
                .map(finding -> writer.write(TrackRecord.SOURCE, agentId, finding, miner, REASON));
    }

    private static boolean isPossible(Action action, AgentMiner miner) {
        return action.asksFor() == null || miner.mayBeAskedFor(action.asksFor());
    }

    /** What nobody did yet may help; what went worse, surely, does not. */
    private static Optional<Finding> finding(AgentMiner miner, Decision decision) {
        boolean doIt = decision.doIt();
        return miner.tables()
                .pattern(decision.state(), decision.action())
                .filter(pattern -> pattern.effect(doIt).high() >= 0)
                .filter(pattern -> pattern.taken() > 0 || !(decision.action() instanceof Action.Argument))
                .flatMap(pattern -> text(decision.state(), decision.action(), doIt)
                        .map(text -> new Finding(pattern, doIt, pattern.effect(doIt), Grade.HINT, text, null)))
                .filter(finding -> finding.otherwise() > 0); // or all follow it already
    }

    /** Finds the idea again by its sentence. */
    static Optional<Idea> ideaOf(AgentMiner miner, Suggestion earlier) {
        return HeldRules.find(earlier, false, miner.tables().seen())
                .flatMap(held -> IdeaWords.idea(new Decision(held.state(), held.action(), held.doIt())));
    }
}
