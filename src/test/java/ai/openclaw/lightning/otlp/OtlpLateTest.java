package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Spans that come when others of their trace have come, or are stored. */
class OtlpLateTest {

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
    void span_beforeTheGraceIsOver_beginsItAnew() {
        add(agent("1", "", "builder"));
        gathered.after(GRACE - 1);
        add(tool("2", "1", "run"));
        assertThat(gathered.after(GRACE - 1).told()).isEmpty();
        assertThat(gathered.after(1).told()).contains("call run");
    }

    @Test
    void span_late_isAddedAndNothingIsSaidTwice() {
        add(agent("1", "", "builder"));
        gathered.after(GRACE);
        add(tool("2", "1", "run"), agent("1", "", "builder"));
        gathered.after(GRACE);
        assertThat(told()).endsWith("end null\ncall run - -> -\n").containsOnlyOnce("start");
    }
}
