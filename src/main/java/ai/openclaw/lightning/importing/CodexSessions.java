package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The sessions that a file of Codex names in its first entries: its own, and behind it, in a fork or a sub-agent that knows
 * what its parent knew, those whose turns it repeats. For one thread.
 */
final class CodexSessions {

    private static final int UUID_CHARS = 36;
    private static final int VERSION_AT = 14;

    /** Codex's own kinds of sub-agents that look at what another one did. */
    private static final Set<String> REVIEWS = Set.of("review", "compact", "memory_consolidation", "guardian");

    private final List<Session> sessions = new ArrayList<>();
    private final Session unnamed;

    /** One of them; {@code origin} is null for the user's, {@code parent} for one that no other session started. */
    record Session(String id, TraceOrigin origin, String parent) {}

    /** @param nameOfFile stands for the session's id if the entry with it is lost */
    CodexSessions(String nameOfFile) {
        unnamed = new Session(nameOfFile, null, null);
    }

    /** Takes the payload of an entry that names a session. */
    void add(JsonNode meta) {
        if (meta.path("id").isTextual()) {
            TraceOrigin origin = origin(meta);
            sessions.add(new Session(meta.get("id").textValue(), origin, origin == null ? null : parent(meta)));
        }
    }

    private static TraceOrigin origin(JsonNode meta) {
        JsonNode source = meta.path("source");
        JsonNode kind = source.has("subagent") ? source.get("subagent") : source.path("internal");
        String name = kind.isTextual() ? kind.textValue() : kind.path("other").asText("");
        if (REVIEWS.contains(name.toLowerCase(Locale.ROOT))) {
            return TraceOrigin.REVIEW;
        }
        boolean user = kind.isMissingNode()
                && Set.of("", "user").contains(meta.path("thread_source").asText(""));
        return user ? null : TraceOrigin.SUBAGENT;
    }

    private static String parent(JsonNode meta) {
        String spawner = meta.path("source")
                .path("subagent")
                .path("thread_spawn")
                .path("parent_thread_id")
                .asText("");
        String named = meta.path("parent_thread_id").asText(spawner);
        String parent = named.isEmpty() ? meta.path("forked_from_id").asText("") : named;
        return parent.isEmpty() ? null : parent;
    }

    /** Where the conversation began, which a fork and what it came from have in common. */
    String root() {
        return sessions.isEmpty()
                ? unnamed.id()
                : sessions.get(sessions.size() - 1).id();
    }

    /** The session that ran the turn. Newer ids tell when they were made, and a session is older than its turns. */
    Session of(String turnId) {
        Session newest = null;
        for (Session session : sessions) {
            boolean older =
                    isTimed(session.id()) && isTimed(turnId) && session.id().compareTo(turnId) <= 0;
            if (older && (newest == null || session.id().compareTo(newest.id()) > 0)) {
                newest = session;
            }
        }
        return newest != null ? newest : sessions.isEmpty() ? unnamed : sessions.get(0);
    }

    /** Whether no other turn anywhere has that id: the first versions counted them. */
    static boolean isUnique(String turnId) {
        return turnId.length() >= UUID_CHARS;
    }

    /** Whether it is a UUID of version 7, which begins with the time. */
    private static boolean isTimed(String id) {
        return id.length() == UUID_CHARS && id.charAt(VERSION_AT) == '7';
    }
}
