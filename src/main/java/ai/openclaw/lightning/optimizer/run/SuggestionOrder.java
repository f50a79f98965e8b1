package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which suggestion stands first: for success before for cost, and then by what it brings at least. An estimate itself
 * would put noise first, as the fewer the traces, the larger it may be.
 */
final class SuggestionOrder {

    /** The most proposals shown for one agent. */
    private static final int SHOWN_MAX = 5;

    private static final int IDEAS_SHOWN_MAX = 3;

    private SuggestionOrder() {}

    static Comparator<Suggestion> bestFirst(GainPrior usual) {
        return Comparator.comparing(TrackRecord::isIdea) // what data show stands before what a model guesses
                .thenComparing(one -> one.evidence().metric() != Metric.SUCCESS)
                .thenComparing(one -> -gain(one.evidence(), usual))
                .thenComparing(Suggestion::id);
    }

    /** The best of those that the data show, and beside them the best of the helper's ideas. */
    static Stream<Suggestion> shown(List<Suggestion> bestFirst) {
        return Stream.of(false, true)
                .flatMap(isIdea -> bestFirst.stream()
                        .filter(one -> TrackRecord.isIdea(one) == isIdea)
                        .limit(isIdea ? IDEAS_SHOWN_MAX : SHOWN_MAX));
    }

    private static double gain(SuggestionEvidence evidence, GainPrior usual) {
        SuggestionEvidence.Interval effect = evidence.effect();
        if (evidence.metric() != Metric.SUCCESS) {
            return Math.abs(evidence.expectedGain());
        }
        if (effect.low() == null || effect.high() == null || effect.estimate() == 0) {
            return 0; // nobody says how sure it is
        }
        double reach = evidence.expectedGain() / effect.estimate();
        return usual.lowerBound(new RiskDifference(effect.estimate(), effect.low(), effect.high()), reach);
    }
}
