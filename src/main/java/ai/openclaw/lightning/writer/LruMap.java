package ai.openclaw.lightning.writer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A map that forgets what was not used for longest, but only when told to: until then everything that was put in is
 * there. Not thread-safe.
 */
final class LruMap<V> {

    private final long weightMax;
    private final ToIntFunction<V> weightOf;
    private final Map<String, V> entries = new LinkedHashMap<>(256, 0.75f, true);
    private long weight;

    /** @param weightOf about how many bytes a value takes */
    LruMap(long weightMax, ToIntFunction<V> weightOf) {
        this.weightMax = weightMax;
        this.weightOf = weightOf;
    }

    /** The value, now the one used last; null when there is none. */
    V get(String key) {
        return entries.get(key);
    }

    boolean contains(String key) {
        return entries.containsKey(key);
    }

    void put(String key, V value) {
        V before = entries.put(key, value);
        weight += weightOf.applyAsInt(value) - (before == null ? 0 : weightOf.applyAsInt(before));
    }

    void remove(String key) {
        V before = entries.remove(key);
        weight -= before == null ? 0 : weightOf.applyAsInt(before);
    }

    void clear() {
        entries.clear();
        weight = 0;
    }

    /** Forgets until the rest is light enough. */
    void trim() {
        var oldest = entries.entrySet().iterator();
        while (weight > weightMax && oldest.hasNext()) {
            weight -= weightOf.applyAsInt(oldest.next().getValue());
            oldest.remove();
        }
    }

    /** Removes every value that is affected. */
    void removeIf(Predicate<V> affected) {
        entries.values().removeIf(value -> {
            boolean gone = affected.test(value);
            weight -= gone ? weightOf.applyAsInt(value) : 0;
            return gone;
        });
    }
}
