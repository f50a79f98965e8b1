package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.SuggestionEvidence;
import java.util.List;

/** Evidence for suggestions of tests that ask for some, whatever it says. */
public final class SampleEvidence {

    private SampleEvidence() {}

    /** Ten traces a group, better by 0.1. */
    public static SuggestionEvidence of(SuggestionEvidence.Metric metric) {
        return new SuggestionEvidence(
                metric,
                new SuggestionEvidence.Interval(0.1, 0.05, 0.15),
                0.05,
                new SuggestionEvidence.Group(10, 0.6),
                new SuggestionEvidence.Group(10, 0.5),
                0.03,
                300,
                List.of(),
                List.of("t1"),
                null,
                0.2,
                400L,
                "test");
    }
}
