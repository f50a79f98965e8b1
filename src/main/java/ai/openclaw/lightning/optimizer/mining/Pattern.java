package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import ai.openclaw.lightning.optimizer.stats.StratifiedTest;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An action in a state, with its sums: what is tested, claimed and suggested. */
record Pattern(DecisionState state, Action action, StateTable table, PatternSums sums) {

    private static final double CONFIDENCE = 0.95;

    String key() {
        return key(state, action);
    }

    static String key(DecisionState state, Action action) {
        return state.key() + ">" + action.key();
    }

    /** Two-sided, within strata; cost: the number of strata where counts are small, otherwise constant. */
    double p() {
        return StratifiedTest.needsExact(sums.terms())
                ? StratifiedTest.p(sums.terms(), strata().values(), () -> table.outcomes(action))
                : StratifiedTest.approximateP(sums.terms());
    }

    RiskDifference difference() {
        return RiskDifference.of(sums.terms(), CONFIDENCE);
    }

    /** The effect of taking the action, or of not taking it. */
    RiskDifference effect(boolean doIt) {
        RiskDifference difference = difference();
        return doIt ? difference : new RiskDifference(-difference.estimate(), -difference.high(), -difference.low());
    }

    /**
     * Whether it goes with better outcomes than that other tool, and than calling neither. An action that beats the
     * mean only because the other tool is bad would be no improvement.
     */
    boolean isBetterThan(Action other) {
        return action instanceof Action.NextTool
                && other instanceof Action.NextTool
                && RiskDifference.of(table.against(action, other), CONFIDENCE).low() > 0
                && RiskDifference.of(table.againstAllBut(action, other), CONFIDENCE)
                                .low()
                        > 0;
    }

    /**
     * Whether one of these asks for the same where it concerns more: an earlier call, only before something else, or the
     * same after any error. A tool that should be called at the start shows up before everything that follows, and one
     * sentence about it is enough.
     */
    boolean echoes(Collection<String> patterns) {
        if (action instanceof Action.Before before) {
            return patterns.contains(key(new DecisionState.Start(), new Action.NextTool(before.tool())))
                    || asksBefore(patterns, before.tool());
        }
        return state.wider() != null && patterns.contains(key(state.wider(), action));
    }

    /**
     * Whether one of these asks for the same in a part of the cases: for the call at the start, but only at some time before
     * something else; for what to do after an error, but only after one of a certain class.
     */
    boolean narrows(Collection<String> patterns) {
        if (state instanceof DecisionState.Start && action instanceof Action.NextTool next) {
            return asksBefore(patterns, next.tool());
        }
        String begin = state.key() + '/';
        String end = '>' + action.key();
        return patterns.stream().anyMatch(pattern -> pattern.startsWith(begin) && pattern.endsWith(end));
    }

    private static boolean asksBefore(Collection<String> patterns, String tool) {
        String end = ">" + new Action.Before(tool).key();
        return patterns.stream().anyMatch(pattern -> pattern.endsWith(end));
    }

    Map<String, StratumSums> strata() {
        return table.strata(action);
    }

    long taken() {
        return sums.taken();
    }

    long notTaken() {
        return table.atRisk() - sums.taken();
    }

    /**
     * Whether enough traces took the action and enough did not, among those that can be compared: where all do the same,
     * nobody chose.
     */
    boolean isSupported(long support) {
        return Math.round(sums.terms().exposed()) >= support
                && Math.round(sums.terms().others()) >= support;
    }

    /**
     * One pattern for each group of identical or complementary ones: the same traces at risk, and the same (or exactly the
     * other) traces that took the action. They are one hypothesis, not several. Each group keeps the one in
     * {@code preferred}, else the one with the positive effect and the plainer sentence, else the first.
     */
    static List<Pattern> merged(Collection<Pattern> all, Collection<String> preferred) {
        Map<List<Long>, Pattern> groups = new HashMap<>();
        List<Pattern> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparingInt((Pattern p) -> rank(p, preferred)));
        for (Pattern pattern : ordered) {
            long atRisk = pattern.table.mark();
            long one = pattern.sums.mark();
            long other = atRisk - one;
            groups.putIfAbsent(List.of(atRisk, Math.min(one, other), Math.max(one, other)), pattern);
        }
        ordered.retainAll(groups.values());
        return ordered;
    }

    private static int rank(Pattern pattern, Collection<String> preferred) {
        if (preferred.contains(pattern.key())) {
            return 0;
        }
        // Of the same traces, what to do now is plainer than what to have done.
        int plain = pattern.action instanceof Action.Before ? 2 : 1;
        return pattern.sums.terms().scoreDifference() > 0 ? plain : 2 + plain;
    }
}
