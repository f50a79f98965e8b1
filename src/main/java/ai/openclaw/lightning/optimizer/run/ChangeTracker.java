package ai.openclaw.lightning.optimizer.run;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds objects by id and tracks which have changed since they were last taken for storing. Not thread-safe. */
final class ChangeTracker<T> {

    private final Map<String, T> all = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** Adds an object that is already stored. */
    void load(String id, T one) {
        all.put(id, one);
    }

    void put(String id, T one) {
        all.put(id, one);
        changed.add(id);
    }

    /** Marks an object whose content has changed. */
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

    /** Takes the changes since the last call, by id. */
    List<T> take() {
        List<T> taken =
                changed.stream().filter(all::containsKey).sorted().map(all::get).toList();
        changed.clear();
        return taken;
    }

    /** Returns an undo that restores the present objects; changes inside them stay. */
    Runnable undo() {
        Map<String, T> before = new LinkedHashMap<>(all);
        return () -> {
            all.clear();
            all.putAll(before);
        };
    }
}
