package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a trace is stored whose root has come, and when one whose root has not. */
class OtlpRootsTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    @Test
    void trace_rootHasCome_isStoredAfterTheGrace() {
        add(tool("2", "1", "run"), agent("1", "", "builder"));
        assertThat(gathered.after(GRACE - 1).told()).isEmpty();
        assertThat(gathered.after(1).told()).isEqualTo("""
                start null | builder | null | null
                call run - -> -
                reward client tokens null success null value null
                end null
                """);
    }

    @Test
    void call_rootDoesNotCome_isStoredAfterAMinuteInAnOpenTrace() {
        add(tool("2", "1", "run"));
        assertThat(gathered.after(59_999).told()).isEmpty();
        assertThat(gathered.after(GRACE).told()).isEqualTo("call run - -> -\n");
        add(agent("1", "", "builder"));
        assertThat(gathered.after(GRACE).told()).isEqualTo("""
                call run - -> -
                start null | builder | null | null
                reward client tokens null success null value null
                end null
                """);
        assertThat(gathered.traces()).containsOnlyKeys(Spans.TRACE);
    }

    @Test
    void trace_rootNeverComes_isStoredWithoutAnEnd() {
        add(tool("2", "1", "run").with("session.id", "s"));
        assertThat(gathered.after(3_600_000).told()).isEqualTo("""
                start s | null | null | null
                call run - -> -
                """);
    }
}
