package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.log;
import static ai.openclaw.lightning.otlp.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Claude Code logs. */
class OtlpClaudeCodeTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    private String told() {
        return gathered.told();
    }

    @Test
    void claudeCode_theNextPrompt_endsTheTurnBefore() {
        add(prompt("p1", "one", 0), result("p1", "t1", 10), prompt("p2", "two", 20), result("p2", "t2", 30));
        assertThat(gathered.after(GRACE).traces()).hasSize(2);
        assertThat(told())
                .contains("start s | claude-code | null | one\ncall Bash", "end null")
                .containsOnlyOnce("end null")
                .contains("start s | claude-code | null | two\ncall Bash");
    }

    private static Spans prompt(String id, String text, long at) {
        return ofClaude("user_prompt", id, at).with("prompt", text);
    }

    private static Spans result(String promptId, String id, long at) {
        return ofClaude("tool_result", promptId, at)
                .with("tool_name", "Bash")
                .with("tool_use_id", id)
                .with("success", "true");
    }

    private static Spans ofClaude(String event, String promptId, long at) {
        return log(event)
                .of("service.name", "claude-code")
                .with("session.id", "s")
                .with("prompt.id", promptId)
                .at(at);
    }
}
