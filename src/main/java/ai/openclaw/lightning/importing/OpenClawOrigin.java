package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who wrote a prompt in OpenClaw's transcripts: the user, or OpenClaw itself, which writes in the user's name. The plugin
 * tells it in the same way ({@code origin.js}), with the help of what only a running OpenClaw knows. Pure.
 */
final class OpenClawOrigin {

    private static final String STAMP = "^(?:\\[[A-Z][a-z]{2} \\d{4}-\\d{2}-\\d{2}[^]]*] )?";
    private static final Pattern CONTINUATION =
            Pattern.compile(STAMP + "Continue the current task from the (existing )?transcript");
    private static final Pattern RESUME = Pattern.compile(STAMP + "\\[System] Your previous turn was interrupted");
    private static final Pattern REVIEW = Pattern.compile(STAMP + "Skill review\\.");
    private static final Pattern SUB_AGENT = Pattern.compile(STAMP + "\\[Subagent Context]");
    private static final Pattern SCHEDULE = Pattern.compile(STAMP + "Read HEARTBEAT\\.md if it exists");
    private static final Set<String> SCHEDULES = Set.of("cron", "heartbeat", "schedule", "automation");

    private OpenClawOrigin() {}

    /** Whether OpenClaw only takes the last turn up again, after a model error for one. */
    static boolean isContinuation(String prompt) {
        return CONTINUATION.matcher(prompt).find();
    }

    /** Null for the user; {@code provenance} is what the message says of where it came from. */
    static TraceOrigin of(String sessionKey, String prompt, JsonNode provenance) {
        String tool = provenance.path("sourceTool").asText("");
        if (sessionKey.contains(":subagent:") || SUB_AGENT.matcher(prompt).find()) {
            return TraceOrigin.SUBAGENT;
        }
        if (sessionKey.contains(":internal-session-effects:")
                || REVIEW.matcher(prompt).find()) {
            return TraceOrigin.REVIEW;
        }
        if (sessionKey.contains(":cron:")
                || SCHEDULES.contains(tool)
                || SCHEDULE.matcher(prompt).find()) {
            return TraceOrigin.SCHEDULE;
        }
        if (tool.startsWith("subagent_") || RESUME.matcher(prompt).find()) {
            return TraceOrigin.RESUME;
        }
        return switch (provenance.path("kind").asText()) {
            case "inter_session" -> TraceOrigin.SUBAGENT;
            case "internal_system" -> TraceOrigin.RESUME;
            default -> null;
        };
    }
}
