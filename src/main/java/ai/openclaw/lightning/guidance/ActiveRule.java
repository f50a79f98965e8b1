package ai.openclaw.lightning.guidance;

import java.util.Objects;

/**
 * A rule that agents are told.
 *
 * @param id the suggestion's id
 * @param agentId the agent it is for; null for the agent without a name
 */
public record ActiveRule(String id, String text, String agentId) {

    public ActiveRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
    }
}
