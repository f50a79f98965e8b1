package ai.openclaw.lightning.intake.otlp;

import java.util.Objects;

/** What is kept of the spans of programs that log as well. */
final class ClientSpans {

    private ClientSpans() {}

    static Item ofClaudeCode(SpanItems items, SentRecord span) {
        Kind kind = switch (span.get("span.type")) {
            case "interaction" -> Kind.AGENT;
            case "llm_request" -> Kind.MODEL;
            case "tool" -> Kind.TOOL;
            case "tool.execution" -> Kind.DETAIL;
            default -> null;
        };
        ItemBuilder item = items.item();
        if (kind == Kind.TOOL || kind == Kind.DETAIL) {
            Tools.read(span, item);
            String command = span.first("full_command");
            String file = span.first("file_path");
            if (kind == Kind.TOOL && !item.has(Part.PARAMS) && (command != null || file != null)) {
                item.json(
                        Part.PARAMS,
                        Trees.object(command == null ? "file_path" : "command", command == null ? file : command));
            }
        } else if (kind != null) {
            item.label(Fact.MODEL, span.first("gen_ai.response.model", "model"));
            item.count(Fact.TOKENS, Usage.ofSpan(span));
            item.text(Part.MESSAGE, Messages.cleaned(span.first("user_prompt")));
            item.flag(Fact.FAILED, span.status == SentRecord.STATUS_ERROR);
        }
        return kind == null ? null : kept(items, kind, span, item, Client.CLAUDE_CODE);
    }

    /**
     * Codex traces its insides, hundreds of spans a turn. Few of them say something: the turn, what it used, and its tool
     * calls without their contents. The turn is its own beginning, whatever part of the program asked for it.
     */
    static Item ofCodex(SpanItems items, SentRecord span) {
        Kind kind = kindOfCodex(span);
        String session = firstOfCodex(span, "conversation.id");
        if (kind == null || session == null) {
            return null;
        }
        ItemBuilder item = items.item();
        item.id(Fact.SESSION, session).id(Fact.TRACE, span.traceId).label(Fact.AGENT, Client.CODEX.id());
        item.id(Fact.PROMPT_ID, span.first("turn.id")).id(Fact.CALL_ID, firstOfCodex(span, "call_id"));
        item.label(Fact.MODEL, span.first("model")).count(Fact.TOKENS, Usage.ofCodexTurn(span));
        item.label(Fact.TOOL, kind == Kind.TOOL ? span.first("tool_name") : null);
        item.flag(Fact.FAILED, kind == Kind.DETAIL);
        String parent = kind == Kind.AGENT ? "" : span.parentId;
        return items.build(kind, span, parent, item, Client.CODEX.group(session));
    }

    private static Kind kindOfCodex(SentRecord span) {
        if (span.first("turn.id") == null) {
            boolean failed = span.events.stream()
                    .anyMatch(event ->
                            "codex.tool_result".equals(event.attributes().get("event.name"))
                                    && "false".equals(event.attributes().get("success")));
            return failed ? Kind.DETAIL : null;
        }
        if (span.first("call_id") != null) {
            return Kind.TOOL;
        }
        return switch (span.name) {
            case "run_turn" -> Kind.AGENT;
            case "session_task.turn" -> Kind.MODEL;
            default -> null;
        };
    }

    /** Of the span, else of its events, which say more than some spans do. */
    private static String firstOfCodex(SentRecord span, String key) {
        String own = span.first(key);
        return own != null
                ? own
                : span.events.stream()
                        .map(event -> event.attributes().get(key))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    static Item ofGemini(SpanItems items, SentRecord span) {
        Kind kind = Convention.of(span);
        if (kind == null) {
            return null;
        }
        ItemBuilder item = items.item();
        if (kind == Kind.TOOL) {
            Tools.read(span, item);
        } else {
            item.label(Fact.MODEL, span.first("gen_ai.response.model", "gen_ai.request.model"));
            item.count(Fact.TOKENS, Usage.ofSpan(span));
            item.text(Part.MESSAGE, Messages.lastOfUserInJson(span.get("gen_ai.input.messages")));
            item.flag(Fact.FAILED, span.status == SentRecord.STATUS_ERROR);
        }
        return kept(items, kind, span, item, Client.GEMINI_CLI);
    }

    private static Item kept(SpanItems items, Kind kind, SentRecord span, ItemBuilder item, Client client) {
        SpanItems.session(span, item);
        String session = session(span);
        item.id(Fact.SESSION, session).id(Fact.TRACE, span.traceId).label(Fact.AGENT, client.id());
        return session == null ? null : items.build(kind, span, item, client.group(session));
    }

    /** Gemini CLI calls the session the name of a prompt. */
    static String session(SentRecord record) {
        String session = record.first("session.id", "conversation.id", "gen_ai.conversation.id", "gen_ai.prompt.name");
        return session == null ? record.resource.get("session.id") : session;
    }
}
