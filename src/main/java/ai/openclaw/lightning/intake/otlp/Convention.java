package ai.openclaw.lightning.intake.otlp;

import java.util.Set;

/**
 * What a span is, by the conventions that its client follows: GenAI of OpenTelemetry (now and before), OpenInference,
 * OpenLLMetry, Vercel's own, Spring's own, OpenClaw's, Anthropic's, MCP. Pure.
 */
final class Convention {

    private static final Set<String> AGENT_OPERATIONS = Set.of("invoke_agent", "invoke_workflow", "agent_call");
    private static final Set<String> TOOL_OPERATIONS = Set.of("execute_tool", "tool_call");
    private static final Set<String> MODEL_OPERATIONS =
            Set.of("chat", "text_completion", "generate_content", "completion", "llm_call");

    /** Nothing that a trace tells, although a model may be behind it. */
    private static final Set<String> FOREIGN_OPERATIONS = Set.of("create_agent", "embeddings");

    private Convention() {}

    /** Null for a span that is no agent's doing. */
    static Kind of(SentRecord span) {
        if (span.get("logfire.span_type").equals("pending_span")) {
            return null; // the span itself follows when it ends
        }
        Kind kind = byAttributes(span);
        if (kind == Kind.TOOL && handsOver(span)) {
            return Kind.STEP;
        }
        return kind == null ? byName(span) : kind;
    }

    private static Kind byAttributes(SentRecord span) {
        String operation = span.get("gen_ai.operation.name");
        if (FOREIGN_OPERATIONS.contains(operation)) {
            return null;
        }
        if (TOOL_OPERATIONS.contains(operation)) {
            return Kind.TOOL;
        }
        if (AGENT_OPERATIONS.contains(operation)) {
            return Kind.AGENT;
        }
        Kind other = byKindOfOther(span);
        if (other != null) {
            return other;
        }
        if (MODEL_OPERATIONS.contains(operation)) {
            return Kind.MODEL;
        }
        boolean callsModel = span.first("gen_ai.system", "gen_ai.provider.name") != null
                && span.first("gen_ai.request.model", "gen_ai.response.model") != null;
        if (callsModel || span.first("llm.request.type") != null) {
            return Kind.MODEL;
        }
        if (span.get("mcp.method.name").equals("tools/call")) {
            return Kind.TOOL;
        }
        return operation.isEmpty() ? null : Kind.STEP;
    }

    private static Kind byKindOfOther(SentRecord span) {
        Kind kind = ofOpenInference(span);
        kind = kind == null ? ofOpenLlmetry(span) : kind;
        return kind == null ? ofSpring(span) : kind;
    }

    private static Kind ofOpenInference(SentRecord span) {
        return switch (span.get("openinference.span.kind")) {
            case "AGENT" -> Kind.AGENT;
            case "LLM" -> Kind.MODEL;
            case "TOOL" -> span.first("tool.name") == null ? Kind.STEP : Kind.TOOL;
            case "" -> null;
            default -> Kind.STEP;
        };
    }

    private static Kind ofOpenLlmetry(SentRecord span) {
        return switch (span.get("traceloop.span.kind")) {
            case "workflow", "agent" -> Kind.AGENT;
            case "tool" -> Kind.TOOL;
            case "task" -> Kind.STEP;
            default -> null;
        };
    }

    private static Kind ofSpring(SentRecord span) {
        return switch (span.get("spring.ai.kind")) {
            case "chat_client" -> Kind.AGENT;
            case "tool_call" -> Kind.TOOL;
            case "" -> ofVercel(span.get("ai.operationId"));
            default -> Kind.STEP;
        };
    }

    private static Kind ofVercel(String operation) {
        if (!operation.startsWith("ai.")) {
            return null;
        }
        if (operation.equals("ai.toolCall")) {
            return Kind.TOOL;
        }
        if (operation.endsWith(".doGenerate") || operation.endsWith(".doStream")) {
            return Kind.MODEL;
        }
        return operation.contains("embed") ? null : Kind.AGENT;
    }

    private static Kind byName(SentRecord span) {
        String name = span.name;
        if (name.startsWith("openclaw.")) {
            return switch (name) {
                case "openclaw.tool.execution" -> Kind.TOOL;
                case "openclaw.model.call" -> Kind.MODEL;
                case "openclaw.exec" -> Kind.DETAIL;
                default -> Kind.STEP;
            };
        }
        if (name.startsWith("anthropic.")) {
            return name.startsWith("anthropic.tool_use") ? Kind.TOOL : Kind.STEP;
        }
        return null;
    }

    /** One agent gives the work to another, or a library groups parallel calls: no tool is called. */
    private static boolean handsOver(SentRecord span) {
        String tool = Tools.name(span);
        return span.first(
                                "gen_ai.transfer.target.name",
                                "gen_ai.transfer.mode",
                                "gen_ai.execute_tool.transfer.internal")
                        != null
                || span.name.startsWith("handoff to ")
                || (tool != null && (tool.startsWith("transfer_to_") || tool.equals("(merged tools)")))
                || tool == null;
    }
}
