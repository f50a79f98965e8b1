package ai.openclaw.lightning.masking.json;

import java.util.function.Function;

/**
 * Caches the decisions about frequent keys, in a table of fixed size where a new key replaces the one in its place.
 * Threads share it without locks: entries are immutable, and a lost decision is made again.
 */
final class KeyDecisions {
    private static final int SLOTS = 1024;
    private static final int KEY_LENGTH_MAX = 64;

    /**
     * What a key says about its value.
     *
     * @param flags those of {@link ai.openclaw.lightning.masking.keys.KeyWords}
     * @param roles those of {@link JsonRoles}
     * @param shown the key, without secrets that the key itself may hold
     */
    record Decision(String key, int flags, int roles, String shown) {}

    private final Decision[] slots = new Decision[SLOTS];
    private final Function<String, Decision> decide;

    KeyDecisions(Function<String, Decision> decide) {
        this.decide = decide;
    }

    Decision of(String key) {
        if (key.length() > KEY_LENGTH_MAX) {
            return decide.apply(key);
        }
        int hash = key.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Decision known = slots[slot];
        if (known != null && known.key().equals(key)) {
            return known;
        }
        Decision decision = decide.apply(key);
        slots[slot] = decision;
        return decision;
    }
}
