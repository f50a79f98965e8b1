package ai.openclaw.lightning.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.guidance.OneExperiment;
import ai.openclaw.lightning.intake.json.EventDecoder;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every format gets, here from one that is not the bridge's own: a span with attributes of text and numbers. */
class IntakeTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final String MINTED = "12".repeat(16);
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    private ActiveGuidance guidance = ActiveGuidance.EMPTY;

    private final Intake intake = new Intake(
            new Masker(MaskingRules.BUILT_IN), 300, () -> NOW, () -> MINTED, () -> guidance, Set.of(TraceOrigin.USER));

    private TraceEvent event(EventKind kind, Consumer<Draft> format) {
        try (Draft draft = intake.draft()) {
            format.accept(draft);
            return intake.event(kind, draft);
        }
    }

    private Started start(Consumer<Draft> format) {
        try (Draft draft = intake.draft()) {
            format.accept(draft);
            return intake.start(draft);
        }
    }

    @Test
    void event_anotherFormat_isTheSameAsInJson() {
        long startNs = (NOW - 5) * 1_000_000;
        TraceEvent span = event(EventKind.TOOL_CALL, draft -> {
            draft.text(Field.TRACE_ID, TRACE_ID);
            draft.text(Field.SESSION_KEY, "s");
            draft.number(Field.TIMESTAMP, startNs / 1e6);
            draft.text(Field.TOOL_NAME, "web_search");
            draft.json(Field.PARAMS, "{ \"api_key\": \"hush-hush-123\", \"n\": [1, 2.50] }");
            draft.text(Field.RESULT, "it said \"password=Hunter2Hunter2\"");
            draft.text(Field.ERROR, "é".repeat(400));
            draft.number(Field.DURATION_MS, 12.6);
        });
        byte[] body = String.format(Locale.ROOT, """
                {"trace_id":"%s","session_key":"s","timestamp":%d,"tool_name":"web_search","error":"%s",
                 "params":{"api_key":"hush-hush-123","n":[1,2.50]},"duration_ms":12.6,
                 "result":"it said \\"password=Hunter2Hunter2\\""}
                """, TRACE_ID, NOW - 5, "é".repeat(400))
                .getBytes(UTF_8);
        assertThat(span).isEqualTo(new EventDecoder(intake, 1).event(EventKind.TOOL_CALL, body, body.length));
        assertThat(span.toString()).doesNotContain("hush", "Hunter2").contains("\"bytes\":800");
    }

    @Test
    void event_textThatIsNoJson_isRejectedAndTheNextIsTaken() {
        try (Draft draft = intake.draft()) {
            draft.text(Field.SESSION_KEY, "s");
            draft.text(Field.TOOL_NAME, "t");
            for (String broken : List.of("", "{\"a\":[1,", "{} {}", "word", "[".repeat(99))) {
                draft.json(Field.PARAMS, broken);
                assertThatThrownBy(() -> intake.event(EventKind.TOOL_CALL, draft))
                        .isInstanceOfSatisfying(Rejection.class, rejection -> {
                            assertThat(rejection.detail()).isEqualTo("params must be JSON");
                            assertThat(rejection.field()).isEqualTo("params");
                        });
            }
            draft.json(Field.PARAMS, "[true]");
            TraceEvent.ToolCall call = (TraceEvent.ToolCall) intake.event(EventKind.TOOL_CALL, draft);
            assertThat(call.params()).isEqualTo(Content.whole("[true]"));
        }
    }

    @Test
    void event_valueOfAnotherKind_isRejected() {
        assertThatThrownBy(() -> event(EventKind.REWARD, draft -> {
                    draft.text(Field.SESSION_KEY, "s");
                    draft.text(Field.TOKENS_USED, "12");
                }))
                .hasMessage("tokens_used must be a number");
        assertThatThrownBy(() -> event(EventKind.SESSION_END, draft -> draft.number(Field.SESSION_KEY, 1)))
                .hasMessage("session_key must be text");
        assertThatThrownBy(() -> event(EventKind.SESSION_START, draft -> draft.json(Field.MESSAGE, "{}")))
                .hasMessage("message must be text");
        assertThatThrownBy(() -> event(EventKind.SESSION_START, draft -> draft.flag(Field.MODEL, true)))
                .hasMessage("model must be text");
    }

    @Test
    void event_nothing_isThereAfterClear() {
        try (Draft draft = intake.draft()) {
            draft.text(Field.SESSION_KEY, "s");
            draft.text(Field.MESSAGE, "hello");
            draft.clear();
            TraceEvent.SessionStart start = (TraceEvent.SessionStart) intake.event(EventKind.SESSION_START, draft);
            assertThat(start)
                    .isEqualTo(new TraceEvent.SessionStart(
                            MINTED, null, NOW, null, null, null, null, null, null, null, null, List.of()));
        }
    }

    @Test
    void event_armsOutOfBounds_areRejected() {
        for (ArmAssignment wrong : List.of(
                new ArmAssignment("", ArmAssignment.CONTROL, 0.5, true),
                new ArmAssignment("e", ArmAssignment.CONTROL, 1.5, true))) {
            assertThatThrownBy(() -> event(EventKind.SESSION_START, draft -> draft.arms(List.of(wrong))))
                    .hasMessageStartingWith("arms must be a list");
        }
    }

    @Test
    void start_runningExperiment_isToldAndStoredAlike() {
        guidance = OneExperiment.guidance();
        Started started = start(draft -> draft.text(Field.TRACE_ID, TRACE_ID));
        Guidance told = Guidance.forTrace(guidance, null, TRACE_ID, "anon-" + TRACE_ID);
        assertThat(started.told()).isEqualTo(told);
        assertThat(started.event().arms()).isEqualTo(told.arms()).hasSize(1);
    }

    @Test
    void start_thatNoUserAskedFor_isToldNothing() {
        guidance = OneExperiment.guidance();
        Started started = start(draft -> {
            draft.text(Field.TRACE_ID, TRACE_ID);
            draft.text(Field.ORIGIN, "subagent");
        });
        assertThat(started.told()).isEqualTo(Guidance.NONE);
        assertThat(started.event().arms()).isEmpty();
    }

    @Test
    void event_startByItself_getsNoArms() {
        guidance = OneExperiment.guidance();
        TraceEvent.SessionStart start =
                (TraceEvent.SessionStart) event(EventKind.SESSION_START, draft -> draft.text(Field.TRACE_ID, TRACE_ID));
        assertThat(start.arms()).isEmpty();
    }

    @Test
    void start_namedArms_mustBeThoseOfTheDraw() {
        guidance = OneExperiment.guidance();
        ArmAssignment drawn =
                Guidance.forTrace(guidance, null, TRACE_ID, "s").arms().get(0);
        String other = drawn.arm().equals(ArmAssignment.CONTROL) ? ArmAssignment.TREATMENT : ArmAssignment.CONTROL;
        ArmAssignment named = new ArmAssignment("e", drawn.arm(), null, false);
        assertThat(start(draft -> {
                            draft.text(Field.TRACE_ID, TRACE_ID);
                            draft.arms(List.of(named));
                        })
                        .event()
                        .arms())
                .containsExactly(named);
        Consumer<Draft> wrong = draft -> {
            draft.text(Field.TRACE_ID, TRACE_ID);
            draft.arms(List.of(new ArmAssignment("e", other, null, false)));
        };
        String problem = "experiment e assigns this trace to " + drawn.arm();
        assertThatThrownBy(() -> start(wrong)).hasMessage(problem);
        assertThatThrownBy(() -> event(EventKind.SESSION_START, wrong)).hasMessage(problem);
    }
}
