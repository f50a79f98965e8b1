package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.ExpectedChange;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.SuggestionEvidence.Stratum;
import ai.openclaw.lightning.optimizer.SuggestionId;
import ai.openclaw.lightning.optimizer.stats.DecisionTime;
import ai.openclaw.lightning.optimizer.stats.RiskDifference;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Turns a finding into a suggestion with all its evidence. Caches the results of its simulations. */
final class SuggestionWriter {

    private static final double POWER = 0.8;

    /** The longest experiment for which it estimates a time to decide. */
    private static final int EXPERIMENT_MAX = 4_000;

    private static final int GOOD_EXAMPLES = 10;

    private final Map<List<Long>, OptionalLong> decisionTimes = new HashMap<>();

    Suggestion write(String optimizer, String agentId, Finding finding, AgentMiner miner) {
        return write(optimizer, agentId, finding, miner, gradeReason(finding.grade(), miner));
    }

    /** @param reason why the grade is no better */
    Suggestion write(String optimizer, String agentId, Finding finding, AgentMiner miner, String reason) {
        String text = finding.text().text();
        String replaces = finding.replaces() == null ? null : finding.replaces().id();
        return new Suggestion(
                replaces == null
                        ? SuggestionId.of(optimizer, agentId, text)
                        : SuggestionId.ofEdit(optimizer, agentId, text, replaces),
                optimizer,
                finding.kind(),
                replaces,
                text,
                agentId,
                finding.text().tools(),
                finding.pattern().state().trigger(),
                finding.grade(),
                Suggestion.Status.PROPOSED,
                evidence(finding, miner, reason),
                List.of());
    }

    private SuggestionEvidence evidence(Finding finding, AgentMiner miner, String reason) {
        Pattern pattern = finding.pattern();
        RiskDifference effect = finding.effect();
        boolean compared = !Double.isNaN(effect.estimate()); // an idea may be about what no trace did
        double gain = compared ? effect.estimate() * finding.reach(miner.scoredCount()) : 0;
        // The rule to remove says the opposite of the finding, so the behaviour it asks for should become rarer.
        boolean shouldRise = finding.kind() != Suggestion.Kind.REMOVE_RULE;
        double acted = shouldRise ? finding.followed() : finding.otherwise();
        double share = acted / (finding.followed() + finding.otherwise());
        Double smallest =
                compared ? RiskDifference.smallestDetectable(pattern.sums().terms(), POWER) : null;
        OptionalLong traces = gain > 0 ? decisionTime(miner.meanOutcome(), gain) : OptionalLong.empty();
        double takenSum = pattern.sums().takenSum();
        Group taken = Group.ofSum((double) pattern.taken(), takenSum);
        Group notTaken =
                Group.ofSum((double) pattern.notTaken(), pattern.table().atRiskSum() - takenSum);
        return new SuggestionEvidence(
                Metric.SUCCESS,
                compared ? new Interval(effect.estimate(), effect.low(), effect.high()) : new Interval(0, null, null),
                gain,
                finding.doIt() ? taken : notTaken,
                finding.doIt() ? notTaken : taken,
                compared ? pattern.p() : null,
                miner.scoredCount(),
                strata(finding, miner),
                examples(finding, miner),
                new ExpectedChange(
                        "Share of the traces that " + finding.text().behaviour() + ", among those that could.",
                        share,
                        shouldRise),
                smallest,
                traces.isPresent() ? Math.max(traces.getAsLong(), untilReached(pattern, miner)) : null,
                reason);
    }

    /** The traces until as many got into the rule's situation as an adoption takes. */
    private static long untilReached(Pattern pattern, AgentMiner miner) {
        long reached = pattern.table().atRisk();
        return pattern.state().trigger() == null || reached == 0
                ? 0
                : Math.round((double) ExperimentReport.REACHED_MIN * miner.scoredCount() / reached);
    }

    private static List<Stratum> strata(Finding finding, AgentMiner miner) {
        List<Map.Entry<String, StratumSums>> largest =
                new ArrayList<>(finding.pattern().strata().entrySet());
        largest.sort(Comparator.comparingDouble(
                        (Map.Entry<String, StratumSums> row) -> -row.getValue().exposed()
                                * row.getValue().others()
                                / row.getValue().size())
                .thenComparing(Map.Entry::getKey));
        return largest.stream()
                .limit(SuggestionEvidence.STRATA_MAX)
                .map(row -> row(row.getKey(), miner.latestOf(row.getKey()), row.getValue(), finding.doIt()))
                .toList();
    }

    private static Stratum row(String name, String traceId, StratumSums sums, boolean doIt) {
        Group exposed = Group.ofSum(sums.exposed(), sums.exposedSum());
        Group others = Group.ofSum(sums.others(), sums.othersSum());
        return doIt ? new Stratum(name, traceId, exposed, others) : new Stratum(name, traceId, others, exposed);
    }

    /** Good ones that took the action, then bad ones that did not; for "do not" rules only the latter kind is kept. */
    private static List<String> examples(Finding finding, AgentMiner miner) {
        Pattern pattern = finding.pattern();
        List<String> ids = new ArrayList<>();
        for (String id : pattern.sums().goodExamples()) {
            Double outcome = miner.outcome(id);
            if (finding.doIt() && ids.size() < GOOD_EXAMPLES && outcome != null && outcome >= 0.5) {
                ids.add(id);
            }
        }
        int room = SuggestionEvidence.TRACE_IDS_MAX - ids.size();
        List<String> bad = finding.doIt()
                ? pattern.table().badExamplesWithout(pattern.action(), room)
                : pattern.table().badExamplesWith(pattern.action(), room);
        for (String id : bad) {
            Double outcome = miner.outcome(id);
            if (outcome != null && outcome < 0.5 && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private OptionalLong decisionTime(double base, double gain) {
        // Rounded, so that a run with hardly changed figures needs no new simulation.
        long baseTwentieths = Math.round(base * 20);
        long gainPercent = Math.round(gain * 100);
        return decisionTimes.computeIfAbsent(
                List.of(baseTwentieths, gainPercent),
                key -> DecisionTime.median(
                        baseTwentieths / 20.0, gainPercent / 100.0, EXPERIMENT_MAX, new SplittableRandom(1)));
    }

    private static String gradeReason(Grade grade, AgentMiner miner) {
        String within = miner.basis() == Basis.FAMILY ? "within families of similar tasks" : "within tasks";
        return switch (grade) {
            case HINT -> hintReason(miner, within);
            case ASSOCIATION -> "Passed the test at a look, " + within + "; not yet seen again on later traces.";
            case REPLICATED ->
                "Passed the test at a look, " + within
                        + ", and again on later traces; only an experiment shows a cause.";
            case VERIFIED, REFUTED -> "Decided by an experiment.";
        };
    }

    private static String hintReason(AgentMiner miner, String within) {
        if (miner.basis() == Basis.SCORE) {
            return "Too few traces share their task key, their message or a family of similar messages with another one, so"
                    + " that easy tasks cannot be told from good decisions: no more than a hint.";
        }
        return "Has not passed the test at a look; the next look is at "
                + LookSchedule.dueAt(miner.looksDone())
                + " scored traces that can be compared "
                + within
                + ".";
    }
}
