package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.optimizer.stats.RatedBlocks;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The outcome of a unit. A crash counts 0 whatever its score. An abandoned unit without a score counts 0. Any other
 * unit without a score is missing, which differs from 0.
 *
 * @param value the score in [0, 1]; null without one
 * @param tokens used; null when unknown
 * @param errorClasses of its tool calls
 * @param missingTraces share of its traces without a counted outcome, in [0, 1], for sessions; 0 otherwise
 * @param calls how many it made; on average for the traces of a session
 * @param reached whether it got into the situation that the rule on trial speaks about
 * @param estimated how it seems to have gone; null where nobody estimates
 */
public record UnitOutcome(
        Double value,
        boolean crashed,
        boolean abandoned,
        Long tokens,
        Set<String> errorClasses,
        double missingTraces,
        double calls,
        boolean reached,
        EstimatedOutcome estimated) {

    public UnitOutcome {
        errorClasses = Set.copyOf(errorClasses);
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("an outcome must be in [0, 1]: " + value);
        }
    }

    /** The outcome of a trace, for an experiment that all traces speak to. */
    public UnitOutcome(
            Double value, boolean crashed, boolean abandoned, Long tokens, Set<String> errorClasses, int calls) {
        this(value, crashed, abandoned, tokens, errorClasses, 0, calls, true, null);
    }

    /** The same outcome for an experiment about a situation. */
    public UnitOutcome reaching(boolean itsSituation) {
        return new UnitOutcome(
                value, crashed, abandoned, tokens, errorClasses, missingTraces, calls, itsSituation, estimated);
    }

    /** The same outcome with an estimate of it, for an experiment that counts estimates. */
    public UnitOutcome seeming(EstimatedOutcome estimate) {
        return new UnitOutcome(
                value, crashed, abandoned, tokens, errorClasses, missingTraces, calls, reached, estimate);
    }

    /** An outcome of which only the score is known. */
    public static UnitOutcome scored(double value) {
        return new UnitOutcome(value, false, false, null, Set.of(), 0);
    }

    /** An outcome that never arrived. */
    public static UnitOutcome missing() {
        return new UnitOutcome(null, false, false, null, Set.of(), 0);
    }

    /** A session as one unit: the mean of its counted traces; crashed or abandoned only if all of them were. */
    public static UnitOutcome ofSession(List<UnitOutcome> traces) {
        Set<String> errors = new HashSet<>();
        traces.forEach(trace -> errors.addAll(trace.errorClasses()));
        var counted = traces.stream()
                .map(UnitOutcome::counted)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
        var tokens = traces.stream()
                .map(UnitOutcome::tokens)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue);
        var mean = counted.average();
        boolean anyTokens = traces.stream().anyMatch(trace -> trace.tokens() != null);
        return new UnitOutcome(
                mean.isPresent() ? mean.getAsDouble() : null,
                !traces.isEmpty() && traces.stream().allMatch(UnitOutcome::crashed),
                !traces.isEmpty() && traces.stream().allMatch(UnitOutcome::abandoned),
                anyTokens ? tokens.sum() : null,
                errors,
                traces.stream().mapToDouble(UnitOutcome::missingShare).average().orElse(1),
                traces.stream().mapToDouble(UnitOutcome::calls).average().orElse(0),
                traces.stream().anyMatch(UnitOutcome::reached),
                estimateOf(traces));
    }

    /** Of a session that was rated in part, the error of the rated traces stands for that of all. */
    private static EstimatedOutcome estimateOf(List<UnitOutcome> traces) {
        List<EstimatedOutcome> estimates = traces.stream()
                .map(UnitOutcome::estimated)
                .filter(Objects::nonNull)
                .toList();
        if (estimates.isEmpty()) {
            return null;
        }
        var errors = estimates.stream()
                .map(EstimatedOutcome::error)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return new EstimatedOutcome(
                RatedBlocks.bounded(estimates.stream()
                        .mapToDouble(EstimatedOutcome::estimate)
                        .average()
                        .orElseThrow()),
                errors.isPresent() ? errors.getAsDouble() : null,
                Math.min(
                        1,
                        Math.max(
                                RatedBlocks.CHANCE_MIN,
                                estimates.stream()
                                        .mapToDouble(EstimatedOutcome::chance)
                                        .average()
                                        .orElseThrow())),
                estimates.stream().anyMatch(one -> one.error() != null && one.asked()));
    }

    /** The missing share, in [0, 1]: if half of a session's scores are missing, they may be the bad ones. */
    double missingShare() {
        return counted() == null ? 1 : missingTraces;
    }

    /** The value that counts, in [0, 1]; null when it is missing. */
    Double counted() {
        if (crashed) {
            return 0.0;
        }
        return value == null && abandoned ? Double.valueOf(0) : value;
    }
}
