package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Suggestions and what speaks for them, in words. */
final class SuggestionWords {

    private static final int TRACES_SHOWN = 3;

    private SuggestionWords() {}

    /** @param more how many follow on later pages */
    static String list(List<Suggestion> page, int more) {
        if (page.isEmpty()) {
            return "There are no such suggestions.";
        }
        StringJoiner lines = new StringJoiner("\n");
        for (Suggestion one : page) {
            Metric metric = one.evidence().metric();
            lines.add("- " + one.id() + " (" + one.status().jsonName().replace('_', ' ') + ", "
                    + one.grade().jsonName() + ", "
                    + difference(one.evidence().effect().estimate(), metric) + "): " + rule(one));
        }
        return more > 0 ? lines + "\n" + more + " more follow." : lines.toString();
    }

    static String explain(Suggestion one, OptimizerView now) {
        SuggestionEvidence evidence = one.evidence();
        StringJoiner lines = new StringJoiner("\n");
        lines.add("Rule: " + rule(one));
        lines.add("Agent: " + (one.agentId() == null ? "the one without a name" : one.agentId()));
        lines.add("Status: " + one.status().jsonName().replace('_', ' ') + ". Grade: "
                + one.grade().jsonName() + ". " + evidence.gradeReason());
        lines.add("Evidence: " + evidence.analysedTraces() + " traces were looked at. "
                + group(evidence.taken(), evidence.metric(), "acted so") + " "
                + group(evidence.notTaken(), evidence.metric(), "did not") + " The difference is "
                + interval(evidence.effect(), evidence.metric()) + ".");
        lines.add("Expected change: " + evidence.expectedChange().text());
        if (evidence.decisionTraces() != null) {
            lines.add("A trial takes about " + evidence.decisionTraces() + " traces.");
        }
        now.experiments().stream()
                .filter(report -> report.plan().suggestionIds().contains(one.id()))
                .forEach(report -> lines.add(trial(report)));
        for (StatusChange change : one.history()) {
            lines.add(Instant.ofEpochMilli(change.at()) + ": "
                    + change.to().jsonName().replace('_', ' ') + " by " + change.actor()
                    + (change.reason() == null ? "" : ": " + change.reason()));
        }
        if (!evidence.traceIds().isEmpty()) {
            lines.add("Traces to look at: "
                    + String.join(
                            ", ",
                            evidence.traceIds().stream().limit(TRACES_SHOWN).toList()));
        }
        return lines.toString();
    }

    private static String rule(Suggestion one) {
        return one.kind() == Suggestion.Kind.REMOVE_RULE ? "remove the rule " + one.replaces() : one.text();
    }

    private static String trial(ExperimentReport report) {
        return "Trial " + report.plan().id() + " (" + report.status() + "): " + report.reason();
    }

    private static String group(Group group, Metric metric, String did) {
        return group.traces() + " of those that could " + did
                + (group.mean() == null ? "." : ", with " + mean(group.mean(), metric) + ".");
    }

    private static String mean(double mean, Metric metric) {
        return metric == Metric.SUCCESS
                ? String.format(Locale.ROOT, "%.0f %% successes", mean * 100)
                : String.format(Locale.ROOT, "%,.1f %s on average", mean, unit(metric));
    }

    private static String interval(Interval effect, Metric metric) {
        String ends = effect.low() == null || effect.high() == null
                ? ""
                : " (95 %: " + difference(effect.low(), metric) + " to " + difference(effect.high(), metric) + ")";
        return difference(effect.estimate(), metric) + ends;
    }

    private static String difference(double amount, Metric metric) {
        return metric == Metric.SUCCESS
                ? String.format(Locale.ROOT, "%+.0f points", amount * 100)
                : String.format(Locale.ROOT, "%+,.1f %s", amount, unit(metric));
    }

    private static String unit(Metric metric) {
        return metric == Metric.LATENCY_MS ? "ms" : metric.jsonName();
    }
}
