package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The evidence for a suggestion, as of the run that found it. Effects are in units of the metric: for {@code success}
 * 0.1 is ten points.
 *
 * @param effect of the action where it could be taken, compared within strata, with its 95 % interval
 * @param expectedGain effect × share of all analysed traces that could have acted otherwise: an upper guess, because it
 *     assumes that every such trace changes and that the action causes the whole difference
 * @param taken traces that could take the action and did, with their mean metric
 * @param notTaken traces that could and did not
 * @param p of the test within strata; null where no test was made
 * @param analysedTraces scored traces of the agent
 * @param strata the largest ones, at most {@value #STRATA_MAX}
 * @param traceIds of examples, at most {@value #TRACE_IDS_MAX}: taken and good first, then not taken and bad
 * @param expectedChange what should change in the agent's behaviour if the rule works
 * @param smallestDetectable the smallest effect that this much data can show (5 % two-sided, power 80 %); null where no
 *     test was made
 * @param decisionTraces traces that an experiment would take, median, if the expected gain were true; null when it
 *     would take more than the longest experiment
 * @param gradeReason why the grade is no better, for a reader
 */
public record SuggestionEvidence(
        Metric metric,
        Interval effect,
        double expectedGain,
        Group taken,
        Group notTaken,
        Double p,
        long analysedTraces,
        List<Stratum> strata,
        List<String> traceIds,
        ExpectedChange expectedChange,
        Double smallestDetectable,
        Long decisionTraces,
        String gradeReason) {

    public static final int STRATA_MAX = 10;
    public static final int TRACE_IDS_MAX = 20;

    public SuggestionEvidence {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(gradeReason, "gradeReason");
        strata = List.copyOf(strata);
        traceIds = List.copyOf(traceIds);
        if (strata.size() > STRATA_MAX || traceIds.size() > TRACE_IDS_MAX) {
            throw new IllegalArgumentException("too many strata or trace ids");
        }
    }

    /** What the suggestion aims at. */
    public enum Metric {
        SUCCESS,
        TOKENS,
        LATENCY_MS,
        CALLS;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An estimate with the ends of its 95 % interval; null ends where there is no interval. */
    public record Interval(double estimate, Double low, Double high) {}

    /** A group of traces with its mean metric; null mean when empty. */
    public record Group(long traces, Double mean) {

        /** Makes a group from a count that may carry rounding errors, and the sum of the metric. */
        public static Group ofSum(double count, double sum) {
            return new Group(Math.round(count), count < 0.5 ? null : Double.valueOf(sum / count));
        }
    }

    /**
     * One row of the strata table.
     *
     * @param name a task key, the hash of a message or of a family of messages, or a range of the prognostic score; with the
     *     model and the like
     * @param traceId its latest trace, whose message says what a hash stands for. The message itself is not kept here, where
     *     it would outlive its trace. Null where none is known.
     */
    public record Stratum(String name, String traceId, Group taken, Group notTaken) {}

    /**
     * A behaviour that can be checked in later traces.
     *
     * @param text for a reader
     * @param share the current share, in [0, 1], of the traces that show the behaviour among those that could
     * @param shouldRise whether the rule should raise that share, or lower it
     */
    public record ExpectedChange(String text, double share, boolean shouldRise) {}

    /** The same evidence with another reason why the grade is no better. */
    public SuggestionEvidence withGradeReason(String reason) {
        return new SuggestionEvidence(
                metric,
                effect,
                expectedGain,
                taken,
                notTaken,
                p,
                analysedTraces,
                strata,
                traceIds,
                expectedChange,
                smallestDetectable,
                decisionTraces,
                reason);
    }

    /** The weeks until an experiment decides at the given rate; null if it would never decide. */
    public Double decisionWeeks(double tracesPerWeek) {
        return decisionTraces == null || !(tracesPerWeek > 0) ? null : decisionTraces / tracesPerWeek;
    }
}
