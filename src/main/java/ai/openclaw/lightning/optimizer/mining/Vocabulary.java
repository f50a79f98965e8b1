package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Identifier;
import java.util.HashMap;
import java.util.Map;

/**
 * What the miners of all agents may keep: the bound on their memory, whatever traces hold. A name that must not stand
 * in a rule is not learned from at all. What is beyond a bound is left out for good, so that what was counted can be
 * taken back. Not thread-safe.
 */
final class Vocabulary {

    private static final int NAMES_MAX = 5_000;

    /** Actions of distinct visits; each may become a pattern of its own. */
    private static final int ACTIONS_MAX = 40_000;

    private final Map<String, String> names = new HashMap<>();
    private int actions;

    /** One and the same string for equal names; null for one that is not learned from. */
    String known(String name) {
        String known = names.get(name);
        if (known == null && names.size() < NAMES_MAX && Identifier.isSafe(name)) {
            known = name;
            names.put(name, name);
        }
        return known;
    }

    /** Whether there is room for one more distinct visit, which is taken up then. */
    boolean takesIn(Visit visit) {
        int size = 1 + visit.actions().size();
        if (actions + size > ACTIONS_MAX) {
            return false;
        }
        actions += size;
        return true;
    }
}
