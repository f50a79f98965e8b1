package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pattern that is worth a rule, with the effect turned so that it is positive.
 *
 * @param doIt whether the rule says to take the action or not to take it
 * @param effect of following the rule
 * @param text empty when the finding only says that a rule in effect should go
 * @param replaces the rule in effect that should go; null when there is none
 */
record Finding(Pattern pattern, boolean doIt, RiskDifference effect, Grade grade, RuleText text, Suggestion replaces) {

    /** Traces that could have followed the rule and did. */
    long followed() {
        return doIt ? pattern.taken() : pattern.notTaken();
    }

    /** Traces that could have followed the rule and did not. */
    long otherwise() {
        return doIt ? pattern.notTaken() : pattern.taken();
    }

    /** The share of all traces that could act otherwise: only where some do and some do not is there a choice. */
    double reach(long scored) {
        StratifiedTerms terms = pattern.sums().terms();
        return (doIt ? terms.others() : terms.exposed()) / scored;
    }

    /** A lower bound of what the rule would bring, per trace. */
    private double cautiousGain(long scored) {
        return GainPrior.NOTHING_TRIED.lowerBound(effect, reach(scored));
    }

    Finding inPlaceOf(Suggestion rule) {
        return new Finding(pattern, doIt, effect, grade, text, rule);
    }

    /** The behaviour that the finding asks for. */
    Suggestion.Kind kind() {
        if (replaces != null) {
            return text.text().isEmpty() ? Suggestion.Kind.REMOVE_RULE : Suggestion.Kind.REPLACE_RULE;
        }
        return pattern.action() instanceof Action.Argument || pattern.state().isAboutText()
                ? Suggestion.Kind.TOOL_HINT
                : Suggestion.Kind.ADD_RULE;
    }

    /**
     * One finding for each state, and one for each rule in effect that should go without a replacement. The best
     * grade comes first, then the greatest value.
     *
     * @param scored the number of traces that the patterns were found in
     */
    static List<Finding> ranked(List<Pattern> patterns, ClaimLedger claims, HeldRules held, long scored) {
        Map<DecisionState, Finding> best = new HashMap<>();
        List<Finding> without = new ArrayList<>();
        Comparator<Finding> order = Comparator.comparing(Finding::grade)
                .thenComparingDouble((Finding finding) -> finding.cautiousGain(scored))
                .reversed()
                .thenComparing(finding -> finding.pattern.key());
        for (Pattern pattern : patterns) {
            boolean doIt = pattern.difference().estimate() > 0;
            RiskDifference effect = pattern.effect(doIt);
            // Also false where no stratum can compare: the interval is then the whole range.
            if (!(effect.low() > 0)) {
                continue;
            }
            Grade grade = claims.grade(pattern.key(), doIt);
            PatternText.of(pattern.state(), pattern.action(), doIt)
                    .map(text -> new Finding(pattern, doIt, effect, grade, text, null))
                    .filter(finding -> finding.cautiousGain(scored) > 0)
                    .flatMap(held::fitted)
                    .ifPresent(finding ->
                            best.merge(pattern.state(), finding, (a, b) -> order.compare(a, b) <= 0 ? a : b));
            held.refutedBy(pattern, doIt)
                    .map(rule -> new Finding(
                            pattern, doIt, effect, grade, rule.text().removed(), rule.suggestion()))
                    .ifPresent(without::add);
        }
        List<Finding> ranked = new ArrayList<>(best.values());
        without.removeIf(removal -> ranked.stream().anyMatch(other -> removal.replaces.equals(other.replaces)));
        ranked.addAll(without);
        ranked.sort(order);
        return withoutEchoes(ranked, held.patterns());
    }

    private static List<Finding> withoutEchoes(List<Finding> bestFirst, Set<String> ofRules) {
        Set<String> said = new HashSet<>(ofRules);
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : bestFirst) {
            if (finding.replaces != null || !(finding.pattern.echoes(said) || finding.pattern.narrows(said))) {
                kept.add(finding);
                said.add(finding.pattern.key());
            }
        }
        return kept;
    }
}
