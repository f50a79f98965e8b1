package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a trace says of its session, its tokens and its end. */
class OtlpOutcomesTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    @Test
    void session_onAnyOfItsSpans_isTheTraces() {
        add(agent("1", "", "builder"), tool("2", "1", "run").with("gen_ai.conversation.id", "c-1"));
        assertThat(gathered.after(GRACE).told()).startsWith("start c-1 |");
    }

    @Test
    void success_statusOk_isUnknown() {
        Spans root = agent("1", "", "builder");
        root.record().putObject("status").put("code", 1);
        add(root, tool("2", "1", "run").failed("no"));
        assertThat(gathered.after(GRACE).told()).contains("end null").doesNotContain("success true");
    }

    @Test
    void success_rootFailed_isFalse() {
        add(agent("1", "", "builder").failed("crash").with("error.type", "TimeoutError"));
        assertThat(gathered.after(GRACE).told()).contains("end false");
    }

    @Test
    void tokens_ofTheSpansBelow_countInsteadOfTheSum() {
        add(
                agent("1", "", "builder")
                        .with("gen_ai.usage.input_tokens", "30")
                        .with("gen_ai.usage.output_tokens", "6"),
                model("2", "a", "10", "2"),
                model("3", "b", "20", "4"));
        assertThat(gathered.after(GRACE).told()).contains("tokens 36").contains("| b |");
    }

    private static Spans model(String id, String model, String input, String output) {
        return span(id, "1", "chat " + model)
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.response.model", model)
                .with("gen_ai.usage.input_tokens", input)
                .with("gen_ai.usage.output_tokens", output)
                .with("gen_ai.usage.cache_read.input_tokens", "9");
    }
}
