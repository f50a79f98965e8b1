package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.cli.frame.Vocabulary;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.Table.Cell;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Formats effects and grades for the tables. */
final class EvidenceFormat {

    private static final int DAYS_OF_WEEK = 7;

    /** Shorter times are in days. */
    private static final int DAYS_BELOW_WEEKS = 2;

    private EvidenceFormat() {}

    /** An interval of the metric: +12 points, or +340 tokens. */
    static String effect(JsonNode effect, String metric) {
        JsonNode estimate = effect.path("estimate");
        return estimate.isNumber() ? amount(estimate.asDouble(), metric) : "-";
    }

    /** The same with the ends of its 95 % interval, where there is one. */
    static String withInterval(JsonNode effect, String metric) {
        String interval = effect.hasNonNull("low") && effect.hasNonNull("high")
                ? " (95 %: " + amount(effect.path("low").asDouble(), metric) + " to "
                        + amount(effect.path("high").asDouble(), metric) + ")"
                : "";
        return effect(effect, metric) + interval;
    }

    /** Of a suggestion: measured in a trial where there was one, else as it was seen in what the agent did by itself. */
    static String bestKnownEffect(JsonNode suggestion) {
        JsonNode measured = suggestion.path("measured");
        if (measured.path("goal").asText().equals("fewer_calls")) {
            return callsSaved(measured);
        }
        return measured.isObject()
                ? effect(measured.path("effect"), "success")
                : effect(suggestion.path("effect"), suggestion.path("metric").asText());
    }

    /** What a trial found, in a clause. */
    static String measured(JsonNode measured) {
        String units = " over "
                + Amounts.count(
                        JsonFields.number(measured, "counted"),
                        measured.path("unit").asText())
                + (measured.path("in_situation").asBoolean() ? ", where the rule applies" : "");
        String success = withInterval(measured.path("effect"), "success") + " on success";
        return measured.path("goal").asText().equals("fewer_calls")
                ? callsSaved(measured) + " a trace, and " + success + units
                : success + units;
    }

    private static String callsSaved(JsonNode measured) {
        return amount(
                measured.path("treatment_calls").asDouble()
                        - measured.path("control_calls").asDouble(),
                "calls");
    }

    /** A mean of the metric. */
    static String mean(JsonNode mean, String metric) {
        if (!mean.isNumber()) {
            return "-";
        }
        return switch (metric) {
            case "success" -> Amounts.share(mean.asDouble());
            case "latency_ms" -> Amounts.duration(mean.asDouble());
            default -> String.format(Locale.ROOT, "%,.1f %s", mean.asDouble(), metric);
        };
    }

    static Cell grade(JsonNode suggestion) {
        String grade = suggestion.path("grade").asText();
        return new Cell(
                grade,
                switch (grade) {
                    case "verified", "replicated" -> Tone.GOOD;
                    case "refuted" -> Tone.BAD;
                    default -> null;
                });
    }

    /** The text of the rule, or which rule the suggestion removes. */
    static String rule(JsonNode suggestion) {
        return suggestion.path("kind").asText().equals("remove_rule")
                ? "(takes away the rule of " + ShortId.of(JsonFields.text(suggestion, "replaces")) + ")"
                : JsonFields.text(suggestion, "text");
    }

    /** How much an experiment with the suggestion takes, in days while weeks would be too coarse. */
    static String toDecide(JsonNode suggestion) {
        String traces = "about " + Amounts.count(JsonFields.number(suggestion, "decision_traces"), "trace");
        if (!suggestion.hasNonNull("decision_weeks")) {
            return traces;
        }
        double weeks = suggestion.path("decision_weeks").asDouble();
        return traces + ", which take about "
                + (weeks < DAYS_BELOW_WEEKS
                        ? Amounts.count(Math.max(1, Math.round(weeks * DAYS_OF_WEEK)), "day")
                        : Amounts.count(Math.round(weeks), "week"));
    }

    /** Of a suggestion. */
    static String status(JsonNode suggestion) {
        return Vocabulary.SUGGESTION.word(suggestion.path("status").asText());
    }

    /** The traces that a rule speaks about: "in which `select` failed". */
    static String situation(JsonNode trigger) {
        String tool = "`" + trigger.path("tool").asText() + "`";
        return switch (trigger.path("kind").asText()) {
            case "called" -> "that called " + tool;
            case "succeeded" -> "in which " + tool + " worked";
            case "failed" -> "in which " + tool + " failed";
            default -> "that made a call twice";
        };
    }

    private static String amount(double amount, String metric) {
        return switch (metric) {
            case "success" -> Amounts.points(amount);
            case "latency_ms" -> Amounts.signed(amount / 1_000) + " s";
            default -> Amounts.signed(amount) + " " + metric;
        };
    }
}
