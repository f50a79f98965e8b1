package ai.openclaw.lightning.model;

/**
 * An agent that is told its rules by the answers to its hooks. What it is told stays in the conversation, so all traces
 * of a session belong to one arm.
 */
public enum HookAgent {
    CLAUDE_CODE("claude-code"),
    CODEX("codex");

    private final String id;

    HookAgent(String id) {
        this.id = id;
    }

    /** The id of the agent in its traces. */
    public String id() {
        return id;
    }

    /** Whether an agent of that id is one of these; null is none. */
    public static boolean isOne(String agentId) {
        for (HookAgent agent : values()) {
            if (agent.id.equals(agentId)) {
                return true;
            }
        }
        return false;
    }
}
