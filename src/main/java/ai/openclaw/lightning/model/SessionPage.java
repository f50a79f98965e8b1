package ai.openclaw.lightning.model;

import java.util.List;

/**
 * One page of sessions, the latest first. Like a page of traces it may hold fewer than requested and still have a next one.
 *
 * @param next where the next page starts, null when there is none
 */
public record SessionPage(List<Session> sessions, TraceQuery.Cursor next) {

    /** The latest traces of a session that its figures are of. */
    public static final int TRACES_MAX = 200;

    /** Characters of a message that stand for the session. */
    public static final int MESSAGE_CHARS_MAX = 300;

    public SessionPage {
        sessions = List.copyOf(sessions);
    }

    /**
     * Traces with one session key.
     *
     * @param last the row id of its latest trace
     * @param agentId of the latest trace, like {@code message}; each may be null
     * @param traces how many; one more than {@link #TRACES_MAX} if there are more than those
     * @param successes of runs that a user asked for, like {@code failures}
     */
    public record Session(
            long last,
            String sessionKey,
            String agentId,
            String message,
            long traces,
            long open,
            long successes,
            long failures,
            long toolCalls,
            long tokensUsed,
            long firstStart,
            long lastStart) {}
}
