package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How many tokens a model's answer took, in the words of whichever provider counted them. Pure. */
final class TokenUsage {

    private static final long COUNT_MAX = 1_000_000_000L;

    private static final List<String> TOTALS = List.of("totalTokens", "total_tokens", "totalTokenCount", "total");

    /** What adds up to the whole; a provider uses one word of each line, and counts what it read from a cache apart. */
    private static final List<List<String>> PARTS = List.of(
            List.of("input", "input_tokens", "inputTokens"),
            List.of("output", "output_tokens", "outputTokens"),
            List.of("cacheRead", "cache_read_input_tokens", "cacheReadInputTokens"),
            List.of("cacheWrite", "cache_creation_input_tokens", "cacheWriteInputTokens", "cacheCreationInputTokens"));

    /** The same of providers whose input has what they read from a cache in it. */
    private static final List<List<String>> WITH_CACHE = List.of(
            List.of("prompt_tokens", "promptTokens", "promptTokenCount", "prompt_eval_count"),
            List.of("completion_tokens", "completionTokens", "candidatesTokenCount", "eval_count"),
            List.of("thoughtsTokenCount"));

    private TokenUsage() {}

    /** The tokens of all kinds; 0 when they were not counted. */
    static long of(JsonNode usage) {
        for (String name : TOTALS) {
            long total = count(usage.path(name));
            if (total > 0) {
                return total;
            }
        }
        long withCache = sum(usage, WITH_CACHE);
        return withCache > 0 ? withCache : sum(usage, PARTS);
    }

    private static long sum(JsonNode usage, List<List<String>> parts) {
        return parts.stream()
                .mapToLong(names -> names.stream()
                        .mapToLong(name -> count(usage.path(name)))
                        .max()
                        .orElse(0))
                .sum();
    }

    private static long count(JsonNode value) {
        double count = value.isNumber() ? value.asDouble() : 0;
        return count > 0 && count <= COUNT_MAX ? Math.round(count) : 0;
    }
}
