package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Estimates;
import ai.openclaw.lightning.optimizer.stats.Agreement;
import ai.openclaw.lightning.optimizer.stats.Recalibration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an agent's traces seem to go, and how they went where somebody said so. Estimates are adjusted once enough outcomes
 * are known, and again whenever these have doubled: between that they must not move with each rating, since an experiment
 * compares the estimates of all its traces. Not thread-safe.
 */
final class AgentOutcomes {

    /** From so many outcomes on, estimates are adjusted. */
    static final int CALIBRATED_FROM = 30;

    /** The latest outcomes that are kept. */
    private static final int KEPT = 200;

    private record Rated(double score, double estimate, double outcome) {}

    /** By trace, the oldest first. */
    private final Map<String, Rated> rated = new LinkedHashMap<>();

    private Recalibration calibration = Recalibration.NONE;
    private long explicit;
    private long unknown;
    private long calibratedAt = CALIBRATED_FROM;

    /** The probability of success that a score stands for. */
    double estimate(double score) {
        return calibration.probability(score);
    }

    /**
     * Takes in a trace that closed.
     *
     * @param before 1 if somebody had said so when it was taken in before, 0 if nobody had, null if it is new
     */
    void learn(String traceId, EstimatedTrace estimated, Boolean before) {
        Double outcome = estimated.said();
        explicit += (outcome == null ? 0 : 1) - (Boolean.TRUE.equals(before) ? 1 : 0);
        unknown += (outcome == null ? 1 : 0) - (Boolean.FALSE.equals(before) ? 1 : 0);
        if (outcome == null) {
            rated.remove(traceId);
            return;
        }
        Rated earlier = rated.get(traceId);
        // The estimate is the one that was made before the outcome was known.
        double estimate = earlier == null ? estimated.outcome().estimate() : earlier.estimate;
        rated.put(traceId, new Rated(estimated.score(), estimate, outcome));
        if (rated.size() > KEPT) {
            rated.remove(rated.keySet().iterator().next());
        }
        if (explicit >= calibratedAt) {
            calibratedAt = 2 * explicit;
            calibration = Recalibration.of(rated.values().stream()
                    .map(one -> new Recalibration.Known(one.score, one.outcome))
                    .toList());
        }
    }

    /** Whether at least half of its traces say how they went, so that nothing needs to be estimated. */
    boolean mostSaySo() {
        return explicit >= unknown;
    }

    /** How its estimates do. */
    Estimates view() {
        Agreement agreement = Agreement.of(rated.values().stream()
                .map(one -> new double[] {one.estimate, one.outcome})
                .toList());
        return new Estimates(
                explicit,
                unknown,
                !calibration.equals(Recalibration.NONE),
                agreement.pairs(),
                agreement.auc(),
                agreement.meanEstimate(),
                agreement.meanOutcome(),
                agreement.brier());
    }
}
