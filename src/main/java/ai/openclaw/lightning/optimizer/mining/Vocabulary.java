package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Identifier;
import java.util.HashMap;
import java.util.Map;

/**
 * The names and visits that the miners of all agents may keep. It bounds their memory, whatever traces contain. A name
 * that may not appear in a rule is not learned from. Anything beyond a bound stays out for good, so that a trace can be
 * subtracted exactly as it was counted. Not thread-safe.
 */
final class Vocabulary {

    private static final int NAMES_MAX = 5_000;

    /** Actions of distinct visits; each may become its own pattern. */
    private static final int ACTIONS_MAX = 40_000;

    /** What was called before differs from trace to trace more than what comes next, and must not use up its room. */
    private static final int EARLIER_ACTIONS_MAX = ACTIONS_MAX / 2;

    private final Map<String, String> names = new HashMap<>();
    private int actions;

    /** Returns one shared string for equal names; null for a name that is not learned from. */
    String known(String name) {
        String known = names.get(name);
        if (known == null && names.size() < NAMES_MAX && Identifier.isSafe(name)) {
            known = name;
            names.put(name, name);
        }
        return known;
    }

    /** Takes up the room for one more distinct visit; false when there is none left. */
    boolean takesIn(Visit visit) {
        int size = 1 + visit.actions().size();
        if (actions + size > (visit.state().isAboutEarlierCalls() ? EARLIER_ACTIONS_MAX : ACTIONS_MAX)) {
            return false;
        }
        actions += size;
        return true;
    }
}
