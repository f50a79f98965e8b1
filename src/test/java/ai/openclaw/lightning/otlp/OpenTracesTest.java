package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.intake.otlp.Step;
import ai.openclaw.lightning.otlp.OpenTraces.Due;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the rest of its trace, in a flood and over a restart. */
class OpenTracesTest {

    private static final long GRACE = 10_000;
    private static final long NOW = Gathered.NOW;
    private static final String CONTENT = "x ".repeat(5_000);

    @TempDir
    Path folder;

    private final OtlpCounters counters = new OtlpCounters();

    private Path file() {
        return folder.resolve("open");
    }

    private OpenTraces opened() {
        OpenTraces traces = new OpenTraces(new OtlpSettings(0, GRACE, 3_600_000, file()), counters);
        traces.resume(NOW);
        return traces;
    }

    private static List<PackedItem> packed(int trace, Spans span) {
        ObjectNode record = span.record();
        record.put("traceId", String.format(java.util.Locale.ROOT, "%032x", trace + 1));
        return PackedItem.of(span.items());
    }

    private static List<PackedItem> tool(int trace) {
        return packed(trace, Spans.tool("2", "1", "run").with("gen_ai.tool.call.result", CONTENT));
    }

    private static List<PackedItem> agent(int trace) {
        return packed(trace, Spans.agent("1", "", "builder"));
    }

    /** Stores what is due, and returns how many events that were. */
    private static int stored(OpenTraces traces, long now) {
        List<Due> due = traces.due(now);
        int events = 0;
        for (Due one : due) {
            events += one.telling().steps().size();
        }
        traces.stored(due);
        return events;
    }

    @Test
    void flood_ofWholeTraces_storesTheOldestWithoutTheirGrace() {
        try (OpenTraces traces = opened()) {
            int trace = 0;
            for (; !traces.isFull(); trace++) {
                traces.add(tool(trace), NOW);
                traces.add(agent(trace), NOW);
            }
            List<Due> due = traces.due(NOW);
            assertThat(due).hasSizeBetween(trace / 5, trace / 3);
            assertThat(due.get(0).group().name()).endsWith("0001");
            assertThat(due.get(0).telling().steps())
                    .extracting(step -> step.kind().name())
                    .contains("SESSION_START", "TOOL_CALL", "SESSION_END");
            due.forEach(one -> one.telling().steps());
            traces.stored(due);
            assertThat(traces.isFull()).isFalse();
            assertThat(stored(traces, NOW)).isZero();
        }
    }

    @Test
    void flood_ofTracesWithoutRoots_storesTheirCallsAndStaysWithinTheLimit() {
        try (OpenTraces traces = opened()) {
            int calls = 0;
            for (int trace = 0; trace < 2_000; trace++) {
                traces.add(tool(trace), NOW);
                calls += traces.isFull() ? stored(traces, NOW) : 0;
                assertThat(traces.bytes()).isLessThan(3 << 20);
            }
            assertThat(calls).isBetween(1_000, 2_000);
        }
    }

    @Test
    void span_ofAStoredTrace_isLateAndStoredAlone() {
        try (OpenTraces traces = opened()) {
            traces.add(agent(1), NOW);
            assertThat(stored(traces, NOW + GRACE)).isPositive();
            traces.add(agent(1), NOW + GRACE);
            assertThat(traces.due(NOW + 2 * GRACE)).isEmpty();
            traces.add(tool(1), NOW + GRACE);
            assertThat(counters.lateOnes()).isEqualTo(1);
            assertThat(stored(traces, NOW + 2 * GRACE)).isEqualTo(1);
        }
    }

    @Test
    void span_twiceInOneRequest_isTheOneThatEndsLater() {
        try (OpenTraces traces = opened()) {
            List<PackedItem> both =
                    new ArrayList<>(packed(1, Spans.tool("2", "1", "long").from(0, 100)));
            both.addAll(packed(1, Spans.tool("2", "1", "short").from(0, 50)));
            traces.add(both, NOW);
            traces.add(agent(1), NOW);
            List<Step> steps = traces.due(NOW + GRACE).get(0).telling().steps();
            assertThat(steps)
                    .filteredOn(step -> step.kind().name().equals("TOOL_CALL"))
                    .hasSize(1);
        }
    }

    @Test
    void file_grown_keepsOnlyWhatWaits() throws Exception {
        try (OpenTraces traces = opened()) {
            traces.add(tool(0), NOW);
            for (int trace = 1; Files.notExists(file()) || Files.size(file()) < 33 << 20; trace++) {
                traces.add(tool(trace), NOW);
                traces.add(agent(trace), NOW);
                if (trace % 100 == 0) {
                    stored(traces, NOW + GRACE);
                }
            }
            stored(traces, NOW + GRACE);
            traces.everySecond();
            assertThat(Files.size(file())).isLessThan(50_000);
            traces.add(agent(0), NOW + GRACE);
        }
        try (OpenTraces again = opened()) {
            assertThat(stored(again, NOW + GRACE))
                    .as("a start, a call, its usage and its end")
                    .isEqualTo(4);
        }
        assertThat(file()).isEmptyFile();
    }
}
