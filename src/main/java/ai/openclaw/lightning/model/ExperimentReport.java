package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;

/**
 * An experiment with what it has found so far.
 *
 * @param status {@code running}, {@code paused} or {@code ended}
 * @param reason of its latest verdict, for a reader
 * @param endedAt epoch milliseconds; null while it runs
 * @param waiting assigned units without a counted outcome
 * @param counted units that were counted, in the order of assignment
 * @param missing of the counted units, those without an outcome
 * @param evidence E that treatment is better; adopted at 20 when it runs alone
 * @param harmEvidence E that treatment is worse; rolled back at 10
 * @param applied of the treated traces that were assigned, the share that saw the rules; null without any
 * @param effect of treatment, with an interval that is valid at any time
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
        double harmEvidence,
        Double applied,
        Group control,
        Group treatment,
        Interval effect) {

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
                harmEvidence,
                applied,
                control,
                treatment,
                effect);
    }
}
