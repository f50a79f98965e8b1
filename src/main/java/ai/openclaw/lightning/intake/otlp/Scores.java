package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.model.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What says how a trace went: results of evaluations, annotations, attributes of our own and of agent-lightning's. A score
 * that is on a scale of its own counts by its label alone.
 */
final class Scores {

    static final String EVENT = "gen_ai.evaluation.result";

    private static final Set<String> GOOD =
            Set.of("pass", "passed", "correct", "true", "yes", "success", "good", "relevant");
    private static final Set<String> BAD =
            Set.of("fail", "failed", "incorrect", "false", "no", "failure", "bad", "irrelevant");
    private static final int ID_BYTES = 16;

    private Scores() {}

    /** Adds those that stand on a span, or in its events. */
    static void ofSpan(SentRecord span, Supplier<ItemBuilder> builders, List<Item> items) {
        for (SpanEvent event : span.events) {
            if (event.name().equals(EVENT)) {
                evaluation(span, event.attributes(), builders.get(), items);
            }
        }
        for (Map.Entry<String, String> attribute : span.attributes.entrySet()) {
            String key = attribute.getKey();
            if (key.equals("lightning.success")) {
                add(span, key, "checker", null, attribute.getValue(), builders.get(), items);
            } else if (key.equals("lightning.reward") || isReward(key)) {
                add(span, key, "checker", attribute.getValue(), null, builders.get(), items);
            } else if (key.startsWith("annotations.") && key.endsWith(".score")) {
                annotation(span, key, attribute.getValue(), builders.get(), items);
            }
        }
    }

    private static boolean isReward(String key) {
        return key.startsWith("agentlightning.reward.") && key.endsWith(".value");
    }

    private static void annotation(SentRecord span, String key, String score, ItemBuilder builder, List<Item> items) {
        String start = key.substring(0, key.length() - "score".length());
        String label = span.attributes.get(start + "label");
        String source = switch (span.get(start + "annotator_kind").toUpperCase(Locale.ROOT)) {
            case "HUMAN" -> "user";
            case "CODE" -> "checker";
            default -> "heuristic";
        };
        add(span, key, source, score, label, builder, items);
    }

    /** The score of a log record that is the result of an evaluation. */
    static void ofLog(SentRecord log, Supplier<ItemBuilder> builders, List<Item> items) {
        evaluation(log, log.attributes, builders.get(), items);
    }

    private static void evaluation(
            SentRecord record, Map<String, String> attributes, ItemBuilder builder, List<Item> items) {
        add(
                record,
                attributes.getOrDefault("gen_ai.evaluation.name", "") + record.startNanos,
                "checker",
                attributes.get("gen_ai.evaluation.score.value"),
                attributes.get("gen_ai.evaluation.score.label"),
                builder,
                items);
    }

    private static void add(
            SentRecord record,
            String name,
            String source,
            String score,
            String label,
            ItemBuilder item,
            List<Item> items) {
        Double value = value(score);
        Boolean success = label == null ? null : success(label);
        if ((value == null && success == null) || record.traceId.isEmpty()) {
            return;
        }
        item.id(Fact.SOURCE, source);
        item.id(Fact.VALUE, value == null ? null : value.toString());
        item.id(Fact.SUCCESS, success == null ? null : success.toString());
        String id = Sha256.hex(record.traceId + "|" + record.spanId + "|" + name, ID_BYTES);
        long at = record.endNanos == 0 ? record.startMs() : record.endMs();
        items.add(item.build(record.traceId, Kind.SCORE, id, record.spanId, at, at));
    }

    private static Double value(String score) {
        try {
            double value = score == null ? Double.NaN : Double.parseDouble(score);
            return value >= -1 && value <= 1 ? (Double) value : null;
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }

    private static Boolean success(String label) {
        String word = label.toLowerCase(Locale.ROOT).strip();
        return GOOD.contains(word) ? Boolean.TRUE : BAD.contains(word) ? Boolean.FALSE : null;
    }
}
