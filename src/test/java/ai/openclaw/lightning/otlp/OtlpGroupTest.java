package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.Telling;
import org.junit.jupiter.api.Test;

/** What a group still has to say while it is stored, and when memory is scarce. */
class OtlpGroupTest {

    private static final long GRACE = 10_000;

    @Test
    void span_whileItsTraceIsBeingStored_isStoredAfterwards() {
        Group group = new Group(Spans.TRACE);
        add(group, agent("1", "", "builder"));
        Telling telling = group.telling(Gathered.NOW + GRACE, Gathered.TIMING, Group.Need.USUAL);
        assertThat(telling.steps()).isNotEmpty();
        add(group, tool("2", "1", "run"));
        group.stored(telling);
        assertThat(group.isQuiet()).isFalse();
        assertThat(group.telling(Gathered.NOW + 2 * GRACE, Gathered.TIMING, Group.Need.USUAL)
                        .steps())
                .extracting(step -> step.kind())
                .containsExactly(EventKind.TOOL_CALL);
    }

    @Test
    void memory_scarce_storesCallsAndKeepsWhatTheTraceStillNeeds() {
        Group group = new Group(Spans.TRACE);
        add(group, tool("2", "1", "run").with("gen_ai.tool.call.result", "x".repeat(5_000)));
        Telling telling = group.telling(Gathered.NOW, Gathered.TIMING, Group.Need.HURRY);
        assertThat(telling.steps()).hasSize(1);
        group.stored(telling);
        assertThat(group.isHurried()).isTrue();
        assertThat(group.bytes()).isLessThan(1_000);
        add(group, agent("1", "", "builder"));
        assertThat(group.telling(Gathered.NOW + GRACE, Gathered.TIMING, Group.Need.USUAL)
                        .steps())
                .extracting(step -> step.kind())
                .containsExactly(EventKind.SESSION_START, EventKind.REWARD, EventKind.SESSION_END);
    }

    private static void add(Group group, Spans span) {
        span.items().forEach(item -> group.add(item, Gathered.NOW, Gathered.TIMING));
    }
}
