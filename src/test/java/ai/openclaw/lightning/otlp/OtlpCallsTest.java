package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which spans are tool calls, and which tell one again. */
class OtlpCallsTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    @Test
    void span_twiceWithALaterEnd_isTheLaterOne() {
        add(
                tool("2", "1", "run").from(0, 9).failed("too long"),
                tool("2", "1", "run").from(0, 5),
                agent("1", "", "b"));
        assertThat(gathered.after(GRACE).told()).contains("failed: too long");
    }

    @Test
    void call_seenByALibraryAndByMcp_isOne() {
        add(
                agent("1", "", "builder"),
                tool("2", "1", "search"),
                span("3", "2", "tools/call search")
                        .with("mcp.method.name", "tools/call")
                        .with("gen_ai.tool.name", "search"));
        assertThat(gathered.after(GRACE).told()).containsOnlyOnce("call search");
    }

    @Test
    void handOver_isNoCall() {
        add(agent("1", "", "builder"), tool("2", "1", "transfer_to_fixer"));
        assertThat(gathered.after(GRACE).told()).doesNotContain("call");
    }
}
