package ai.openclaw.lightning.intake.otlp;

import java.util.Locale;
import java.util.Map;

/**
 * The programs that tell a turn by log records, each in words of its own. What they send is kept together by conversation,
 * because not every record names its trace.
 */
enum Client {
    CLAUDE_CODE("claude-code") {
        @Override
        Item span(SpanItems items, SentRecord span) {
            return ClientSpans.ofClaudeCode(items, span);
        }

        @Override
        Kind log(SentRecord log, String event) {
            return switch (event) {
                case "user_prompt" -> Kind.PROMPT;
                case "tool_result" -> Kind.CALL;
                case "api_request" -> Kind.USAGE;
                default -> null;
            };
        }

        @Override
        long tokens(SentRecord log) {
            return Usage.ofClaudeCode(log);
        }
    },
    CODEX("codex") {
        @Override
        Item span(SpanItems items, SentRecord span) {
            return ClientSpans.ofCodex(items, span);
        }

        @Override
        Kind log(SentRecord log, String event) {
            return switch (event) {
                case "codex.user_prompt" -> Kind.PROMPT;
                case "codex.tool_result" -> Kind.CALL;
                case "codex.sse_event" -> log.first("input_token_count") == null ? null : Kind.USAGE;
                default -> null;
            };
        }

        @Override
        long tokens(SentRecord log) {
            return Usage.ofLog(log);
        }
    },
    GEMINI_CLI("gemini-cli") {
        @Override
        Item span(SpanItems items, SentRecord span) {
            return ClientSpans.ofGemini(items, span);
        }

        @Override
        Kind log(SentRecord log, String event) {
            return switch (event) {
                case "gemini_cli.user_prompt" -> Kind.PROMPT;
                case "gemini_cli.tool_call" -> Kind.CALL;
                case "gemini_cli.api_response" -> Kind.USAGE;
                default -> null;
            };
        }

        @Override
        long tokens(SentRecord log) {
            return Usage.ofLog(log);
        }
    };

    private final String id;

    Client(String id) {
        this.id = id;
    }

    /** The id of the agent in its traces: that of its hooks, where it has some. */
    String id() {
        return id;
    }

    /** Null for any other program. */
    static Client of(Map<String, String> resource) {
        String service = resource.getOrDefault("service.name", "").toLowerCase(Locale.ROOT);
        if (service.startsWith("codex")) {
            return CODEX; // codex_exec, codex_cli_rs, codex_vscode …
        }
        for (Client client : values()) {
            if (service.equals(client.id)) {
                return client;
            }
        }
        return null;
    }

    /** The client whose items are kept together under that name; null for those of an OTLP trace. */
    static Client ofGroup(String group) {
        for (Client client : values()) {
            if (group.startsWith(client.id + "|")) {
                return client;
            }
        }
        return null;
    }

    String group(String session) {
        return id + "|" + session;
    }

    /** Null for a span that is kept out. */
    abstract Item span(SpanItems items, SentRecord span);

    /** Null for a record that tells nothing of a turn; {@code event} is its name. */
    abstract Kind log(SentRecord log, String event);

    abstract long tokens(SentRecord log);
}
