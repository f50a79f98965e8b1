package ai.openclaw.lightning.hooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The conversations that called hooks, those used last: {@value #MAX} of them. Large bodies are read on another thread,
 * so this is thread-safe, and each of its methods is short.
 */
final class HookSessions {

    static final int MAX = 1_000;

    private final Supplier<String> traceIds;

    private final Map<String, HookSession> sessions = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HookSession> eldest) {
            return size() > MAX;
        }
    };

    /** @param traceIds makes random ids of 32 hex digits */
    HookSessions(Supplier<String> traceIds) {
        this.traceIds = traceIds;
    }

    /** What is to be stored after this call. A session that ended is kept: its user may go on with it. */
    synchronized List<Step> take(String agent, Hook hook, HookEvent event, long now) {
        return session(agent, hook).take(hook, event, now);
    }

    /** What the model is to be told so that it knows these rules; empty where it does already. */
    synchronized String tell(String agent, Hook hook, HookEvent event, String rules) {
        return event == HookEvent.PROMPT ? session(agent, hook).tell(rules) : HookSession.tellSubAgent(rules);
    }

    private HookSession session(String agent, Hook hook) {
        return sessions.computeIfAbsent(
                key(agent, hook), unknown -> new HookSession(agent, hook.text(Hook.Text.SESSION_ID), traceIds));
    }

    private static String key(String agent, Hook hook) {
        return agent + "|" + hook.text(Hook.Text.SESSION_ID);
    }
}
