package ai.openclaw.lightning.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.Sha256;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HookSessionTest {

    private static final long NOW = 1_790_000_000_000L;

    private final HookSession session = new HookSession("claude-code", "s", () -> "ab".repeat(16));

    private final Intake intake = new Intake(
            new Masker(new MaskingRules(true, List.of(), List.of())),
            1_000,
            () -> NOW,
            () -> "cd".repeat(16),
            () -> ActiveGuidance.EMPTY,
            Set.of());

    private List<String> traceIds(String event, String more) {
        byte[] body = ("{\"hook_event_name\":\"" + event + "\",\"session_id\":\"s\"" + more + "}").getBytes(UTF_8);
        Hook hook = Hook.read(body, body.length);
        try (Draft draft = intake.draft()) {
            return session.take(hook, HookEvent.named(event), NOW).stream()
                    .map(step -> {
                        draft.clear();
                        step.fields().accept(draft);
                        return intake.event(step.kind(), draft).traceId();
                    })
                    .toList();
        }
    }

    /** The importer has the same in {@code ProgramTranscriptsTest}. */
    @Test
    void traceId_ofAPrompt_followsFromItsId() {
        String promptId = "2b6d8929-b428-4450-b86a-800647176362";
        assertThat(traceIds("UserPromptSubmit", ",\"prompt\":\"Hi\",\"prompt_id\":\"" + promptId + "\""))
                .containsExactly(Sha256.hex("claude-code|" + promptId, 16));
    }

    @Test
    void calls_withoutAPromptId_belongToTheLatestPrompt() {
        String made = "ab".repeat(16);
        assertThat(traceIds("UserPromptSubmit", ",\"prompt\":\"Hi\"")).containsExactly(made);
        assertThat(traceIds("PostToolUse", ",\"tool_name\":\"Bash\"")).containsExactly(made);
        assertThat(traceIds("Stop", "")).containsExactly(made, made);
    }

    @Test
    void calls_ofASessionThatNobodyKnows_areLeftToTheBridge() {
        assertThat(traceIds("PostToolUse", ",\"tool_name\":\"Bash\""))
                .hasSize(1)
                .containsOnlyNulls();
        assertThat(traceIds("Stop", "")).hasSize(1).containsOnlyNulls();
        assertThat(traceIds("SubagentStop", "")).isEmpty();
    }

    @Test
    void lateCall_ofThePromptBefore_goesToItsTrace() {
        traceIds("UserPromptSubmit", ",\"prompt\":\"Hi\",\"prompt_id\":\"p1\"");
        traceIds("UserPromptSubmit", ",\"prompt\":\"Hi\",\"prompt_id\":\"p2\"");
        assertThat(traceIds("PostToolUse", ",\"tool_name\":\"Bash\",\"prompt_id\":\"p1\""))
                .containsExactly(Sha256.hex("claude-code|p1", 16));
        assertThat(traceIds("PostToolUse", ",\"tool_name\":\"Bash\",\"prompt_id\":\"p2\""))
                .containsExactly(Sha256.hex("claude-code|p2", 16));
    }
}
