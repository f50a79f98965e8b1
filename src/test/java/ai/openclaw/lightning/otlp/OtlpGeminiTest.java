package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.log;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Gemini CLI logs. */
class OtlpGeminiTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    @Test
    void geminiCli_logRecordsAndSpans_areTheLogRecords() {
        add(
                ofGemini(log("gemini_cli.user_prompt")
                        .with("prompt_id", "p")
                        .with("prompt", "<session_context>x</session_context>\nWhy?")),
                ofGemini(log("gemini_cli.tool_call")
                        .with("prompt_id", "p")
                        .with("function_name", "read_file")
                        .with("function_args", "{\"path\":\"a\"}")
                        .with("success", "false")
                        .with("error", "no such file")
                        .at(5)),
                ofGemini(log("gemini_cli.api_response")
                        .with("prompt_id", "p")
                        .with("input_token_count", "7")
                        .with("output_token_count", "3")
                        .at(6)),
                ofGemini(agent("1", "", "gemini")),
                ofGemini(tool("2", "1", "read_file")));
        assertThat(gathered.after(GRACE).told()).isEqualTo("""
                start g | gemini-cli | null | Why?
                call read_file {"path":"a"} -> - failed: no such file
                reward client tokens 10 success null value null
                """);
    }

    private static Spans ofGemini(Spans record) {
        return record.of("service.name", "gemini-cli").with("session.id", "g");
    }
}
