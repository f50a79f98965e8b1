package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clients that are known from their documents only: their names become the same traces. */
class OtlpClientsTest {

    private static String told(Spans... spans) {
        Gathered gathered = new Gathered();
        for (Spans span : spans) {
            gathered.add(span.items());
        }
        return gathered.after(10_000).told();
    }

    @Test
    void openLlmetry_workflowAndItsTool() {
        assertThat(told(
                        span("2", "1", "run.tool")
                                .with("traceloop.span.kind", "tool")
                                .with("traceloop.entity.name", "run")
                                .with("traceloop.entity.input", "{\"inputs\":{\"path\":\"a\"}}")
                                .with("traceloop.entity.output", "{\"output\":\"ok\"}"),
                        span("3", "1", "openai.chat")
                                .with("llm.request.type", "chat")
                                .with("gen_ai.request.model", "m")
                                .with("gen_ai.prompt.0.role", "system")
                                .with("gen_ai.prompt.0.content", "You build.")
                                .with("gen_ai.prompt.1.role", "user")
                                .with("gen_ai.prompt.1.content", "Why?")
                                .with("gen_ai.usage.prompt_tokens", "5")
                                .with("gen_ai.usage.completion_tokens", "2"),
                        span("1", "", "build.workflow")
                                .with("traceloop.span.kind", "workflow")
                                .with("traceloop.entity.name", "build")
                                .with("traceloop.association.properties.session_id", "s")))
                .isEqualTo("""
                        start s | build | m | Why?
                        call run {"inputs":{"path":"a"}} -> {"output":"ok"}
                        reward client tokens 7 success null value null
                        end null
                        """);
    }

    @Test
    void vercelAi_itsFormerNames() {
        assertThat(told(
                        span("3", "1", "ai.generateText.doGenerate")
                                .with("ai.operationId", "ai.generateText.doGenerate")
                                .with("ai.model.id", "m")
                                .with("ai.usage.promptTokens", "5")
                                .with("ai.usage.completionTokens", "2"),
                        span("2", "1", "ai.toolCall")
                                .with("ai.operationId", "ai.toolCall")
                                .with("ai.toolCall.name", "run")
                                .with("ai.toolCall.args", "{\"path\":\"a\"}")
                                .with("ai.toolCall.result", "\"ok\""),
                        span("1", "", "ai.generateText")
                                .with("ai.operationId", "ai.generateText")
                                .with("ai.telemetry.functionId", "builder")
                                .with("ai.prompt", "{\"prompt\":\"Why?\"}")
                                .with("ai.usage.promptTokens", "5")
                                .with("ai.usage.completionTokens", "2")))
                .isEqualTo("""
                        start null | builder | m | Why?
                        call run {"path":"a"} -> "ok"
                        reward client tokens 7 success null value null
                        end null
                        """);
    }

    @Test
    void springAi_chatClientAndItsTool() {
        assertThat(told(
                        span("4", "2", "chat gpt")
                                .with("gen_ai.operation.name", "chat")
                                .with("gen_ai.system", "openai")
                                .with("gen_ai.request.model", "gpt")
                                .with("gen_ai.usage.input_tokens", "5"),
                        span("3", "2", "tool_call run")
                                .with("gen_ai.operation.name", "framework")
                                .with("spring.ai.kind", "tool_call")
                                .with("spring.ai.tool.definition.name", "run")
                                .with("spring.ai.tool.call.arguments", "{\"path\":\"a\"}")
                                .with("spring.ai.tool.call.result", "ok"),
                        span("2", "1", "call").with("spring.ai.kind", "advisor"),
                        span("1", "9", "spring_ai chat_client")
                                .of("service.name", "shop")
                                .with("gen_ai.operation.name", "framework")
                                .with("spring.ai.kind", "chat_client")
                                .with("gen_ai.conversation.id", "c"),
                        span("9", "", "http post /chat")))
                .isEqualTo("""
                        start c | spring_ai chat_client | gpt | null
                        call run {"path":"a"} -> "ok"
                        reward client tokens 5 success null value null
                        end null
                        """);
    }

    @Test
    void crewAi_openInferenceNamesTheAgentByItsNode() {
        assertThat(told(
                        span("3", "2", "read._use")
                                .with("openinference.span.kind", "TOOL")
                                .with("tool.name", "read")
                                .with("input.value", "{\"path\":\"a\"}")
                                .with("output.value", "text"),
                        span("2", "1", "Researcher._execute_core")
                                .with("openinference.span.kind", "AGENT")
                                .with("graph.node.id", "Researcher"),
                        span("1", "", "Crew_1.kickoff").with("openinference.span.kind", "CHAIN")))
                .isEqualTo("""
                        start null | Researcher | null | null
                        call read {"path":"a"} -> "text"
                        reward client tokens null success null value null
                        end null
                        """);
    }

    @Test
    void googleAdk_sessionIsNotOnItsTools() {
        assertThat(told(
                        span("4", "3", "execute_tool get_weather")
                                .with("gen_ai.operation.name", "execute_tool")
                                .with("gen_ai.tool.name", "get_weather")
                                .with("gcp.vertex.agent.tool_call_args", "{\"city\":\"x\"}")
                                .failed("")
                                .with("error.type", "ValueError"),
                        span("5", "3", "execute_tool (merged tools)")
                                .with("gen_ai.operation.name", "execute_tool")
                                .with("gen_ai.tool.name", "(merged tools)"),
                        span("3", "2", "generate_content gemini")
                                .with("gen_ai.operation.name", "generate_content")
                                .with("gen_ai.request.model", "gemini")
                                .with("gen_ai.usage.input_tokens", "3"),
                        span("2", "1", "invoke_agent weather")
                                .with("gen_ai.operation.name", "invoke_agent")
                                .with("gen_ai.agent.name", "weather")
                                .with("gen_ai.conversation.id", "c"),
                        span("1", "", "invocation")))
                .isEqualTo("""
                        start c | weather | gemini | null
                        call get_weather {"city":"x"} -> - failed: ValueError
                        reward client tokens 3 success null value null
                        end null
                        """);
    }

    @Test
    void openClaw_tokensOfItsRequestsCountAndItsUnknownSessionIsNone() {
        assertThat(told(
                        span("2", "1", "openclaw.model.call")
                                .with("openclaw.model", "m")
                                .with("gen_ai.usage.input_tokens", "5"),
                        span("3", "1", "openclaw.model.usage")
                                .with("openclaw.model", "m")
                                .with("openclaw.tokens.total", "5"),
                        span("5", "4", "openclaw.exec").with("openclaw.exec.exit_code", "2"),
                        span("4", "1", "openclaw.tool.execution").with("openclaw.toolName", "exec"),
                        span("1", "", "openclaw.run")
                                .with("session.id", "unknown")
                                .of("service.name", "openclaw")))
                .isEqualTo("""
                        start null | openclaw.run | m | null
                        call exec - -> - failed: exit code 2
                        reward client tokens 5 success null value null
                        end null
                        """);
    }

    @Test
    void ownAttributes_sayHowItWent() {
        assertThat(told(Spans.agent("1", "", "builder")
                        .with("lightning.success", "true")
                        .with("lightning.reward", "0.5")
                        .with("lightning.task_key", "t")))
                .contains("reward checker tokens null success true value null")
                .contains("reward checker tokens null success null value 0.5");
    }

    @Test
    void logfire_pendingSpan_isDropped() {
        assertThat(told(Spans.agent("1", "", "builder").with("logfire.span_type", "pending_span")))
                .isEmpty();
    }
}
