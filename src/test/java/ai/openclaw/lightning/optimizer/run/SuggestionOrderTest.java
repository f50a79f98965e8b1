package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SuggestionOrderTest {

    private static Suggestion suggestion(String id, Metric metric, Interval effect, double gain) {
        return new Suggestion(
                id,
                "test",
                Suggestion.Kind.ADD_RULE,
                null,
                "Call `" + id + "` first.",
                "a",
                List.of(id),
                Suggestion.Grade.HINT,
                Suggestion.Status.PROPOSED,
                new SuggestionEvidence(
                        metric,
                        effect,
                        gain,
                        new Group(10, 0.9),
                        new Group(10, 0.1),
                        null,
                        20,
                        List.of(),
                        List.of("t"),
                        new SuggestionEvidence.ExpectedChange("x", 0.5, true),
                        null,
                        null,
                        "why"),
                List.of());
    }

    private static List<String> ordered(Suggestion... suggestions) {
        return Stream.of(suggestions)
                .sorted(SuggestionOrder.bestFirst(GainPrior.NOTHING_TRIED))
                .map(Suggestion::id)
                .toList();
    }

    /** 0.1.0 put the first of these first: 71.7 points, from five traces. */
    @Test
    void bestFirst_largeEstimateFromFewTraces_comesAfterASureOne() {
        Suggestion noise = suggestion("noise", Metric.SUCCESS, new Interval(0.9, 0.05, 0.99), 0.717);
        Suggestion sure = suggestion("sure", Metric.SUCCESS, new Interval(0.36, 0.30, 0.42), 0.15);

        assertThat(ordered(noise, sure)).containsExactly("sure", "noise");
    }

    @Test
    void bestFirst_costAndUnknownIntervals_comeLater() {
        Suggestion cost = suggestion("cost", Metric.CALLS, new Interval(-5, null, null), -4);
        Suggestion moreCost = suggestion("more-cost", Metric.CALLS, new Interval(-9, null, null), -8);
        Suggestion unknown = suggestion("unknown", Metric.SUCCESS, new Interval(0.5, null, null), 0.4);
        Suggestion sure = suggestion("sure", Metric.SUCCESS, new Interval(0.36, 0.30, 0.42), 0.15);

        assertThat(ordered(cost, unknown, moreCost, sure)).containsExactly("sure", "unknown", "more-cost", "cost");
    }

    /** Interval 0 to 0.2 is an error of 0.051: precision 384 against the usual 400, so 0.1 · 384/784 − 1.28/√784. */
    @Test
    void lowerBound_isDrawnTowardsWhatRulesBrought() {
        RiskDifference effect = new RiskDifference(0.1, 0, 0.2);

        assertThat(GainPrior.NOTHING_TRIED.lowerBound(effect, 1)).isCloseTo(0.0032, within(1e-4));
        assertThat(GainPrior.after(4, 0.8).lowerBound(effect, 1)).isCloseTo(0.0542, within(1e-4));
        assertThat(GainPrior.NOTHING_TRIED.lowerBound(new RiskDifference(0.1, 0.1, 0.1), 0))
                .isZero();
    }
}
