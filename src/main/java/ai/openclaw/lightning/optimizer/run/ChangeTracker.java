package ai.openclaw.lightning.optimizer.run;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things by id, and which of them have changed since they were last taken to be stored. Not thread-safe. */
final class ChangeTracker<T> {

    private final Map<String, T> all = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** One that is stored already. */
    void load(String id, T one) {
        all.put(id, one);
    }

    void put(String id, T one) {
        all.put(id, one);
        changed.add(id);
    }

    /** It has changed within. */
    void touch(String id) {
        changed.add(id);
    }

    /** Null when there is none. */
    T get(String id) {
        return all.get(id);
    }

    Collection<T> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /** What changed since it was asked last, by id. */
    List<T> take() {
        List<T> taken =
                changed.stream().filter(all::containsKey).sorted().map(all::get).toList();
        changed.clear();
        return taken;
    }

    /** The way back to the things that are here now; what has changed within them stays changed. */
    Runnable undo() {
        Map<String, T> before = new LinkedHashMap<>(all);
        return () -> {
            all.clear();
            all.putAll(before);
        };
    }
}
