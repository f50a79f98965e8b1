package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.otlp.Fact;
import ai.openclaw.lightning.intake.otlp.Item;
import ai.openclaw.lightning.intake.otlp.Kind;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.intake.otlp.Part;
import ai.openclaw.lightning.intake.otlp.Step;
import ai.openclaw.lightning.intake.otlp.WireWriter;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.otlp.OpenTraces.Due;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the rest of its trace, in a flood and over a restart. */
class OpenTracesTest {

    private static final long GRACE = 10_000;
    private static final long NOW = Gathered.NOW;
    private static final String CONTENT = "x".repeat(10_000);

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

    private static PackedItem item(int trace, Kind kind, String id, String parent, long end, String result) {
        Item item = new Item(
                String.format(Locale.ROOT, "%032x", trace),
                kind,
                id,
                parent,
                NOW,
                NOW + end,
                Map.of(Fact.TOOL, "run"),
                Map.of(Part.RESULT, new Content(result, false)));
        return PackedItem.of(item, new WireWriter());
    }

    private static List<PackedItem> tool(int trace) {
        return List.of(item(trace, Kind.TOOL, "2", "1", 100, CONTENT));
    }

    private static List<PackedItem> agent(int trace) {
        return List.of(item(trace, Kind.AGENT, "1", "", 200, ""));
    }

    /** Stores what is due. */
    private static List<EventKind> stored(OpenTraces traces, long now) {
        List<Due> due = traces.due(now);
        List<EventKind> events = new ArrayList<>();
        due.forEach(one -> one.telling().steps().forEach(step -> events.add(step.kind())));
        traces.stored(due);
        return events;
    }

    private static int ends(List<EventKind> events) {
        return Collections.frequency(events, EventKind.SESSION_END);
    }

    @Test
    void flood_ofWholeTraces_storesTheOldestWithoutTheirGrace() {
        try (OpenTraces traces = opened()) {
            int trace = 0;
            for (; !traces.isFlood(); trace++) {
                traces.add(tool(trace), NOW);
                traces.add(agent(trace), NOW);
            }
            List<Due> due = traces.due(NOW);
            assertThat(due).hasSizeBetween(trace / 5, trace / 3);
            assertThat(due.get(0).group().name()).endsWith("0000");
            for (Due one : due) {
                assertThat(one.telling().steps())
                        .extracting(Step::kind)
                        .contains(EventKind.SESSION_START, EventKind.TOOL_CALL, EventKind.SESSION_END);
            }
            traces.stored(due);
            int ended = due.size();
            for (; traces.isFlood(); ended += ends(stored(traces, NOW))) {
                assertThat(traces.room()).as("less than without a flood").isLessThan(1 << 19);
            }
            assertThat(ended).as("little is left").isBetween(trace * 9 / 10, trace - 1);
            assertThat(traces.room()).isGreaterThan(1 << 20);
            assertThat(stored(traces, NOW)).isEmpty();
        }
    }

    @Test
    void flood_ofTracesWithoutRoots_storesEachCallOnceAndStaysWithinTheLimit() {
        try (OpenTraces traces = opened()) {
            List<EventKind> events = new ArrayList<>();
            for (int trace = 0; trace < 6_000; trace++) {
                traces.add(tool(trace), NOW);
                List<EventKind> more = traces.isFlood() ? stored(traces, NOW) : List.of();
                for (; !more.isEmpty(); more = stored(traces, NOW)) {
                    events.addAll(more);
                }
                assertThat(traces.room()).as("others may still come").isPositive();
            }
            assertThat(events)
                    .filteredOn(kind -> kind == EventKind.TOOL_CALL)
                    .as("all but those that fit")
                    .hasSizeBetween(5_000, 6_000);
        }
    }

    /** What is let in by its bytes may take many times as much here. */
    @Test
    void add_whereFarTooMuchWaits_isRefusedUntilSomeIsStored() {
        try (OpenTraces traces = opened()) {
            assertThatThrownBy(() -> {
                        for (int trace = 0; trace < 1_000; trace++) {
                            traces.add(tool(trace), NOW);
                        }
                    })
                    .isInstanceOf(Refusal.class);
            assertThat(stored(traces, NOW)).isNotEmpty();
            traces.add(tool(1_001), NOW);
        }
    }

    @Test
    void span_ofAStoredTrace_isLateAndStoredAlone() {
        try (OpenTraces traces = opened()) {
            traces.add(agent(1), NOW);
            assertThat(stored(traces, NOW + GRACE)).contains(EventKind.SESSION_END);
            traces.add(agent(1), NOW + GRACE);
            assertThat(traces.due(NOW + 2 * GRACE)).isEmpty();
            traces.add(tool(1), NOW + GRACE);
            assertThat(counters.lateOnes()).isEqualTo(1);
            assertThat(stored(traces, NOW + 2 * GRACE)).containsExactly(EventKind.TOOL_CALL);
        }
    }

    @Test
    void span_twiceInOneRequest_isTheOneThatEndsLater() {
        try (OpenTraces traces = opened()) {
            PackedItem sooner = item(1, Kind.TOOL, "2", "1", 50, "");
            PackedItem later = item(1, Kind.TOOL, "2", "1", 100, "");
            traces.add(List.of(later, sooner), NOW);
            traces.add(agent(1), NOW);
            assertThat(traces.due(NOW + GRACE).get(0).group().open())
                    .extracting(item -> item.item().end())
                    .containsExactly(NOW + 100, NOW + 200);
        }
    }

    @Test
    void file_grown_keepsOnlyWhatWaits() throws Exception {
        try (OpenTraces traces = opened()) {
            traces.add(tool(0), NOW);
            for (int trace = 1; Files.size(file()) < 33 << 20; trace++) {
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
            assertThat(stored(again, NOW + GRACE)).contains(EventKind.TOOL_CALL, EventKind.SESSION_END);
        }
        assertThat(file()).isEmptyFile();
    }
}
