package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern that is worth a rule, with the effect turned so that it is positive.
 *
 * @param doIt whether the rule says to take the action, or to leave it
 * @param effect of following the rule
 */
record Finding(Pattern pattern, boolean doIt, RiskDifference effect, Grade grade, RuleText text) {

    /** Traces that could have followed the rule and did. */
    long followed() {
        return doIt ? pattern.taken() : pattern.notTaken();
    }

    /** Traces that could have followed the rule and did not. */
    long otherwise() {
        return doIt ? pattern.notTaken() : pattern.taken();
    }

    /** A lower bound of what the rule would bring, per trace, up to the constant number of traces. */
    private double cautiousGain() {
        return effect.low() * otherwise();
    }

    /** One finding for each state, the surest and then the most valuable first. */
    static List<Finding> ranked(List<Pattern> patterns, ClaimLedger claims) {
        Map<DecisionState, Finding> best = new HashMap<>();
        Comparator<Finding> order = Comparator.comparing(Finding::grade)
                .thenComparingDouble(Finding::cautiousGain)
                .reversed()
                .thenComparing(finding -> finding.pattern.key());
        for (Pattern pattern : patterns) {
            of(pattern, claims)
                    .ifPresent(finding ->
                            best.merge(pattern.state(), finding, (a, b) -> order.compare(a, b) <= 0 ? a : b));
        }
        List<Finding> ranked = new ArrayList<>(best.values());
        ranked.sort(order);
        return ranked;
    }

    private static Optional<Finding> of(Pattern pattern, ClaimLedger claims) {
        RiskDifference difference = pattern.difference();
        boolean doIt = difference.estimate() > 0;
        RiskDifference effect =
                doIt ? difference : new RiskDifference(-difference.estimate(), -difference.high(), -difference.low());
        // Also false where no stratum can compare: the interval is then the whole range.
        if (!(effect.low() > 0)) {
            return Optional.empty();
        }
        return PatternText.of(pattern.state(), pattern.action(), doIt)
                .map(text -> new Finding(pattern, doIt, effect, claims.grade(pattern.key(), doIt), text));
    }
}
