package ai.openclaw.lightning.hooks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The conversations that called hooks, those used last: {@value #MAX} of them, with {@value #HELD_MAX} calls and sub-agents
 * in all. Large bodies are read on another thread, so this is thread-safe, and each of its methods is short.
 */
final class HookSessions {

    static final int MAX = 1_000;

    /** Each may take a kilobyte, and the limits of all conversations together would be far more than the memory has. */
    static final int HELD_MAX = 5_000;

    private final Supplier<String> traceIds;

    private final Map<String, HookSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private int held;

    /** @param traceIds makes random ids of 32 hex digits */
    HookSessions(Supplier<String> traceIds) {
        this.traceIds = traceIds;
    }

    /** What is to be stored after this call. A session that ended is kept: its user may go on with it. */
    synchronized List<Step> take(String agent, Hook hook, HookEvent event, long now) {
        HookSession session = session(agent, hook);
        held -= session.size();
        try {
            return session.take(hook, event, now);
        } finally {
            held += session.size();
            forget();
        }
    }

    /** The one in use came last, so it is never the one that goes. */
    private void forget() {
        Iterator<HookSession> eldest = sessions.values().iterator();
        while (sessions.size() > MAX || (held > HELD_MAX && sessions.size() > 1)) {
            held -= eldest.next().size();
            eldest.remove();
        }
    }

    /** What the model is to be told so that it knows these rules; empty where it does already. */
    synchronized String tell(String agent, Hook hook, HookEvent event, String rules) {
        return event == HookEvent.PROMPT ? session(agent, hook).tell(rules) : HookSession.tellSubAgent(rules);
    }

    private HookSession session(String agent, Hook hook) {
        HookSession session = sessions.computeIfAbsent(
                key(agent, hook), unknown -> new HookSession(agent, hook.text(Hook.Text.SESSION_ID), traceIds));
        forget();
        return session;
    }

    private static String key(String agent, Hook hook) {
        return agent + "|" + hook.text(Hook.Text.SESSION_ID);
    }
}
