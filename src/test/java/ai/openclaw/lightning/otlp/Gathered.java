package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.otlp.Encoding;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.OtlpDecoder;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.intake.otlp.Signal;
import ai.openclaw.lightning.intake.otlp.Step;
import ai.openclaw.lightning.intake.otlp.Telling;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decodes requests and says what becomes of them, with a clock that the test turns. */
final class Gathered {

    static final long NOW = 1_795_900_000_000L;
    static final Group.Timing TIMING = new Group.Timing(10_000, 60_000, 3_600_000);

    static final Intake INTAKE = new Intake(
            new Masker(new MaskingRules(true, List.of(), List.of())),
            16 << 10,
            () -> NOW,
            () -> "ab".repeat(16),
            () -> ActiveGuidance.EMPTY,
            Set.of(TraceOrigin.USER));

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> traces = new TreeMap<>();
    long now = NOW;

    static OtlpDecoder.Decoded decode(Recorded.Request request) {
        return new OtlpDecoder(INTAKE, () -> NOW)
                .decode(
                        request.path().equals("/v1/logs") ? Signal.LOGS : Signal.TRACES,
                        request.contentType().equals("application/json") ? Encoding.JSON : Encoding.PROTOBUF,
                        request.body(),
                        request.body().length,
                        "test",
                        null);
    }

    Gathered add(List<PackedItem> items) {
        for (PackedItem item : items) {
            Group group = groups.computeIfAbsent(item.group(), Group::new);
            if (group.lacks(item)) {
                group.add(item, now, TIMING);
            }
        }
        return this;
    }

    Gathered after(long millis) {
        now += millis;
        for (Group group : groups.values()) {
            List<TraceEvent> events = new ArrayList<>();
            Telling telling = group.telling(now, TIMING, Group.Need.USUAL);
            try (Draft draft = INTAKE.draft()) {
                for (Step step : telling.steps()) {
                    draft.clear();
                    step.fields().accept(draft);
                    events.add(INTAKE.event(step.kind(), draft));
                }
            }
            group.stored(telling);
            events.forEach(this::tell);
        }
        return this;
    }

    private void tell(TraceEvent event) {
        traces.computeIfAbsent(String.valueOf(event.traceId()), id -> new ArrayList<>())
                .add(said(event));
    }

    private static String said(TraceEvent event) {
        if (event instanceof TraceEvent.SessionStart start) {
            return "start " + start.sessionKey() + " | " + start.agentId() + " | " + start.model() + " | "
                    + (start.message() == null ? null : start.message().text());
        }
        if (event instanceof TraceEvent.ToolCall call) {
            return "call " + call.toolName() + " " + text(call.params()) + " -> " + text(call.result())
                    + (call.error() == null ? "" : " failed: " + call.error().text());
        }
        if (event instanceof TraceEvent.Reward reward) {
            return "reward " + reward.source().jsonName() + " tokens " + reward.tokensUsed() + " success "
                    + reward.success() + " value " + reward.value();
        }
        return "end " + ((TraceEvent.SessionEnd) event).success();
    }

    private static String text(ai.openclaw.lightning.model.Content content) {
        return content == null ? "-" : content.text().replaceAll("\\s+", " ");
    }

    /** The events of each trace, by its id. */
    Map<String, List<String>> traces() {
        return traces;
    }

    /** The events of all traces, without their ids. */
    String told() {
        StringBuilder told = new StringBuilder();
        traces.values().stream()
                .map(events -> String.join("\n", events))
                .sorted()
                .forEach(events -> told.append(events).append('\n'));
        return told.toString();
    }
}
