package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.SuggestionEvidence.Interval;

/**
 * What was known of an experiment when so many units were counted.
 *
 * @param evidence E that the rule reaches its aim
 * @param harmEvidence E that treatment is worse
 * @param futility E that the effect is too small to be worthwhile; 0 when nobody asks
 * @param effect on outcomes, of the units that decided then; its ends are null before there are enough
 */
public record EvidencePoint(long counted, double evidence, double harmEvidence, double futility, Interval effect) {}
