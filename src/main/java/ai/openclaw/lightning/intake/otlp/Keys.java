package ai.openclaw.lightning.intake.otlp;

import java.util.List;
import java.util.Set;

/**
 * The attributes that {@code docs/otlp.md} gives a meaning. All others are passed over while a body is read: clients repeat
 * the schemas of their tools on every call of a model, dozens of kilobytes each.
 */
final class Keys {

    private static final Set<String> WANTED = Set.of(
            // resource
            "service.name",
            // session
            "session.id",
            "gen_ai.conversation.id",
            "conversation.id",
            "langsmith.metadata.thread_id",
            "metadata",
            "traceloop.association.properties.session_id",
            "gcp.vertex.agent.session_id",
            "gen_ai.prompt.name",
            // what a span is
            "gen_ai.operation.name",
            "openinference.span.kind",
            "traceloop.span.kind",
            "span.type",
            "spring.ai.kind",
            "llm.request.type",
            "mcp.method.name",
            "logfire.span_type",
            "ai.operationId",
            "gen_ai.system",
            "gen_ai.provider.name",
            "gen_ai.transfer.target.name",
            "gen_ai.transfer.mode",
            "gen_ai.execute_tool.transfer.internal",
            // agent and model
            "gen_ai.agent.name",
            "agent.name",
            "agent_name",
            "graph.node.id",
            "gen_ai.workflow.name",
            "traceloop.entity.name",
            "crew_agent_role",
            "ai.telemetry.functionId",
            "gen_ai.response.model",
            "gen_ai.request.model",
            "llm.model_name",
            "openclaw.model",
            "model",
            "ai.model.id",
            // message
            "gen_ai.input.messages",
            "pydantic_ai.all_messages",
            "input.value",
            "user_prompt",
            "prompt",
            "ai.prompt",
            "traceloop.entity.input",
            "langsmith.trace.input",
            "spring.ai.chat.client.user.text",
            // tool
            "gen_ai.tool.name",
            "tool.name",
            "openclaw.toolName",
            "tool_name",
            "function_name",
            "ai.toolCall.name",
            "spring.ai.tool.definition.name",
            "gen_ai.tool.call.id",
            "call_id",
            "tool_use_id",
            "tool_call.id",
            "ai.toolCall.id",
            "gen_ai.tool.call.arguments",
            "openclaw.content.tool_input",
            "arguments",
            "function_args",
            "tool_input",
            "ai.toolCall.args",
            "spring.ai.tool.call.arguments",
            "gcp.vertex.agent.tool_call_args",
            "full_command",
            "file_path",
            "gen_ai.tool.call.result",
            "openclaw.content.tool_output",
            "output.value",
            "output",
            "ai.toolCall.result",
            "spring.ai.tool.call.result",
            "gcp.vertex.agent.tool_response",
            "gen_ai.output.messages",
            "traceloop.entity.output",
            "tool_response",
            // error
            "error.message",
            "error.type",
            "error",
            "success",
            "openclaw.errorCategory",
            "openclaw.outcome",
            "openclaw.deniedReason",
            "openclaw.exec.exit_code",
            "exception.message",
            "exception.type",
            "status",
            // time and tokens
            "duration_ms",
            "gen_ai.execute_tool.duration",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.prompt_tokens",
            "gen_ai.usage.completion_tokens",
            "gen_ai.aggregated_usage.input_tokens",
            "gen_ai.aggregated_usage.output_tokens",
            "llm.token_count.prompt",
            "llm.token_count.completion",
            "llm.usage.total_tokens",
            "ai.usage.promptTokens",
            "ai.usage.completionTokens",
            "ai.usage.inputTokens",
            "ai.usage.outputTokens",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "input_token_count",
            "output_token_count",
            "openclaw.tokens.total",
            "codex.turn.token_usage.input_tokens",
            "codex.turn.token_usage.output_tokens",
            // scores
            "gen_ai.evaluation.name",
            "gen_ai.evaluation.score.value",
            "gen_ai.evaluation.score.label",
            "gen_ai.evaluation.explanation",
            "lightning.success",
            "lightning.reward",
            "lightning.task_key",
            "lightning.prompt_version",
            "lightning.arms",
            "gen_ai.prompt.version",
            "llm.prompt_template.version",
            // log records
            "event.name",
            "event.kind",
            "event.timestamp",
            "event.sequence",
            "prompt.id",
            "prompt_id",
            "turn.id");

    private static final List<String> WANTED_FAMILIES =
            List.of("llm.input_messages.", "gen_ai.prompt.", "annotations.", "agentlightning.reward.", "annotation.");

    private Keys() {}

    static boolean isWanted(String key) {
        if (WANTED.contains(key)) {
            return true;
        }
        for (String family : WANTED_FAMILIES) {
            if (key.startsWith(family)) {
                return true;
            }
        }
        return false;
    }
}
