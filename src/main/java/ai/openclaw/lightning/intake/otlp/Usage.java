package ai.openclaw.lightning.intake.otlp;

/** How many tokens a record says were used. What came out of a cache is part of the input, and counts with it. Pure. */
final class Usage {

    private static final String[] INPUT = {
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.prompt_tokens",
        "llm.token_count.prompt",
        "ai.usage.inputTokens",
        "ai.usage.promptTokens",
        "gen_ai.aggregated_usage.input_tokens"
    };
    private static final String[] OUTPUT = {
        "gen_ai.usage.output_tokens",
        "gen_ai.usage.completion_tokens",
        "llm.token_count.completion",
        "ai.usage.outputTokens",
        "ai.usage.completionTokens",
        "gen_ai.aggregated_usage.output_tokens"
    };
    private static final String[] SUM = {"llm.usage.total_tokens", "openclaw.tokens.total"};

    private Usage() {}

    /** Of a span; 0 where it does not say. */
    static long ofSpan(SentRecord span) {
        long sum = number(span.first(INPUT)) + number(span.first(OUTPUT));
        return sum > 0 ? sum : number(span.first(SUM));
    }

    /** Of the span around a turn of Codex. */
    static long ofCodexTurn(SentRecord span) {
        return number(span.first("codex.turn.token_usage.input_tokens"))
                + number(span.first("codex.turn.token_usage.output_tokens"));
    }

    /** Of an event of Claude Code, whose input is without what the cache holds. */
    static long ofClaudeCode(SentRecord log) {
        return number(log.first("input_tokens"))
                + number(log.first("output_tokens"))
                + number(log.first("cache_read_tokens"))
                + number(log.first("cache_creation_tokens"));
    }

    /** Of an event of Codex or Gemini CLI. */
    static long ofLog(SentRecord log) {
        return number(log.first("input_token_count")) + number(log.first("output_token_count"));
    }

    /** 0 for what is no number. */
    static long number(String text) {
        if (text == null) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? Math.round(value) : 0;
        } catch (NumberFormatException notNumber) {
            return 0;
        }
    }
}
