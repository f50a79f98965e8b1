package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import java.util.List;

/**
 * An experiment with what it has found so far.
 *
 * @param status {@code running}, {@code paused} or {@code ended}
 * @param reason of its latest verdict, for a reader
 * @param endedAt epoch milliseconds; null while it runs
 * @param waiting assigned units without a counted outcome
 * @param counted units that were counted, in the order of assignment
 * @param missing of the counted units, those without an outcome
 * @param evidence E that the rule reaches its aim
 * @param evidenceNeeded at which the rule is adopted when it runs alone: {@value #ADOPT}, or more for a helper's idea
 * @param harmEvidence E that treatment is worse; rolled back at 10
 * @param futility E that the effect is too small to be worthwhile; ended at {@value #FUTILE}; 0 when nobody asks
 * @param applied of the treated traces that were assigned, the share that saw the rules; null without any
 * @param all of the units that were counted
 * @param reached of those that got into the rule's situation; null for a rule about every trace
 * @param guarded whether the rule changes who gets there, so that all units are compared instead
 * @param onEstimates null where it counts only what was said
 * @param history how the evidence grew
 * @param at the time of the report, epoch milliseconds
 */
public record ExperimentReport(
        Experiment plan,
        String status,
        String reason,
        Long endedAt,
        long waiting,
        long counted,
        long missing,
        double evidence,
        double evidenceNeeded,
        double harmEvidence,
        double futility,
        Double applied,
        Compared all,
        Compared reached,
        boolean guarded,
        OnEstimates onEstimates,
        List<EvidencePoint> history,
        long at) {

    public ExperimentReport {
        history = List.copyOf(history);
    }

    /** Evidence that adopts the rule of an experiment that runs alone. */
    public static final double ADOPT = 20;

    /** Evidence that ends an experiment as futile. */
    public static final double FUTILE = 10;

    /** Traces that must have got into a rule's situation before anything is adopted. */
    public static final long REACHED_MIN = 100;

    private static final double DAY_MS = 24 * 3_600_000.0;

    /**
     * Both arms with what they came to.
     *
     * @param effect of treatment on outcomes, with an interval that is valid at any time
     * @param controlCalls the mean number of calls; null without units
     * @param treatmentCalls likewise
     */
    public record Compared(
            Group control, Group treatment, Interval effect, Double controlCalls, Double treatmentCalls) {}

    /** The units that decide: those in the rule's situation where it has one that it leaves alone, else all. */
    public Compared judged() {
        return isInSituation() ? reached : all;
    }

    /** Whether only the units in the rule's situation decide. */
    public boolean isInSituation() {
        return reached != null && !guarded;
    }

    /**
     * What estimates of outcomes say, and what they get wrong. The arms and the effect of {@link #all} are corrected for that.
     *
     * @param rated units that somebody rated
     * @param effect by the estimates alone
     * @param controlError what was said minus the estimate, on average over the rated units of this arm
     * @param treatmentError likewise
     */
    public record OnEstimates(long rated, Interval effect, double controlError, double treatmentError) {}

    /**
     * The days until a verdict if evidence keeps growing as it did and units keep coming as they did: until the sooner of
     * adoption, futility and the last unit. Null before the first ten units, and for one that does not run.
     */
    public Double daysLeft() {
        if (!status.equals("running") || counted < 10 || at <= plan.startedAt()) {
            return null;
        }
        double perUnit = (at - plan.startedAt()) / DAY_MS / counted;
        double units = Math.min(
                plan.unitsMax() - (double) counted,
                Math.min(unitsTo(evidenceNeeded, evidence), unitsTo(FUTILE, futility)));
        return Math.max(0, units) * perUnit;
    }

    private double unitsTo(double enough, double reached) {
        return reached <= 1 ? Double.POSITIVE_INFINITY : counted * (Math.log(enough) / Math.log(reached) - 1);
    }

    /** The same report with the status {@code paused} and this reason. */
    public ExperimentReport paused(String why) {
        return new ExperimentReport(
                plan,
                "paused",
                why,
                endedAt,
                waiting,
                counted,
                missing,
                evidence,
                evidenceNeeded,
                harmEvidence,
                futility,
                applied,
                all,
                reached,
                guarded,
                onEstimates,
                history,
                at);
    }
}
