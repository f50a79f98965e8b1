package ai.openclaw.lightning.hooks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the call of a hook is about; several names may say the same. */
enum HookEvent {
    PROMPT("UserPromptSubmit"),
    TOOL_BEGINS("PreToolUse"),
    TOOL_ENDS("PostToolUse", "PostToolUseFailure"),
    SUB_AGENT_BEGINS("SubagentStart"),
    STOP("Stop", "SubagentStop"),
    MODEL_FAILED("StopFailure"),
    SESSION_BEGINS("SessionStart"),
    SESSION_ENDS("SessionEnd"),
    /** What was said before is replaced by a summary. */
    COMPACTED("PreCompact", "PostCompact"),
    /** Nothing that a trace tells. */
    NOTICE(
            "Notification",
            "PermissionRequest",
            "PermissionDenied",
            "PostToolBatch",
            "UserPromptExpansion",
            "InstructionsLoaded",
            "ConfigChange",
            "CwdChanged",
            "FileChanged",
            "TaskCreated",
            "TaskCompleted",
            "TeammateIdle",
            "WorktreeCreate",
            "WorktreeRemove",
            "Elicitation",
            "ElicitationResult",
            "Setup");

    private static final Map<String, HookEvent> BY_NAME = byName();

    @SuppressWarnings("ImmutableEnumChecker") // List.of can't change
    private final List<String> names;

    HookEvent(String... names) {
        this.names = List.of(names);
    }

    private static Map<String, HookEvent> byName() {
        Map<String, HookEvent> events = new HashMap<>();
        for (HookEvent event : values()) {
            event.names.forEach(name -> events.put(name, event));
        }
        return events;
    }

    /** Whether the agent passes on to the model what the answer tells. */
    boolean isTold() {
        return this == PROMPT || this == SUB_AGENT_BEGINS;
    }

    /** Null for a name that is not known. */
    static HookEvent named(String name) {
        return BY_NAME.get(name);
    }
}
