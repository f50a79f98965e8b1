package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;

/** Codex, where only its spans are exported, or where its log records lack the ids of their traces. */
class OtlpCodexTest {

    private final Gathered gathered = new Gathered();

    private String told(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
        return gathered.after(10_000).told();
    }

    private static Spans codex(Spans span) {
        return span.of("service.name", "codex_exec");
    }

    private static Spans turn() {
        return codex(Spans.span("1", "9", "run_turn"))
                .with("conversation.id", "c")
                .with("turn.id", "t");
    }

    private static Spans call() {
        return codex(Spans.span("2", "8", "shell"))
                .from(10, 60)
                .with("conversation.id", "c")
                .with("turn.id", "t")
                .with("tool_name", "shell")
                .with("call_id", "call_0");
    }

    /** The span below a call that says how its dispatch went, in an event. */
    private static Spans result(String success) {
        Spans result = codex(Spans.span("3", "2", "dispatch_tool_call_with_state"));
        ArrayNode attributes = result.record()
                .putArray("events")
                .addObject()
                .put("name", "event otel/src/tool_result.rs:54")
                .putArray("attributes");
        String[][] all = {
            {"event.name", "codex.tool_result"}, {"conversation.id", "c"}, {"call_id", "call_0"}, {"success", success}
        };
        for (String[] one : all) {
            attributes.addObject().put("key", one[0]).putObject("value").put("stringValue", one[1]);
        }
        return result;
    }

    @Test
    void call_thatCouldNotBeMade_failed() {
        assertThat(told(result("false"), call(), turn())).isEqualTo("""
                start c | codex | null | null
                call shell - -> - failed: failed
                reward client tokens null success null value null
                end null
                """);
    }

    @Test
    void call_thatWasMade_didNotFail() {
        assertThat(told(call(), result("true"), turn())).contains("call shell - -> -\n");
    }

    @Test
    void spans_andAPromptWithoutATrace_areOneTurn() {
        Spans prompt = codex(Spans.log("codex.user_prompt"))
                .with("conversation.id", "c")
                .with("prompt", "Why?");
        assertThat(told(turn(), call(), prompt)).isEqualTo("""
                start c | codex | null | Why?
                call shell - -> -
                reward client tokens null success null value null
                end null
                """);
    }
}
