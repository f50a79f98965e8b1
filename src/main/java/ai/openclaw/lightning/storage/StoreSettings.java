package ai.openclaw.lightning.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the configuration says of one store: its own keys, {@code storage.<name>.*}, and those that every store has,
 * {@code storage.*}. Each is asked for without its prefix; an own key comes before one that all have. A value that is wrong is
 * an {@link IllegalArgumentException} whose message names the key and says what is allowed, and never quotes the value.
 */
public final class StoreSettings {

    private final String name;
    private final Path folder;
    private final Path cache;
    private final Map<String, Object> common;
    private final Map<String, Object> own;

    /**
     * Values are as the configuration gives them: texts, whole numbers ({@code Long}), flags; always texts where they come
     * from the environment or the command line.
     *
     * @param name the store's, as in {@code storage.type}
     * @param folder where a store keeps its files: the home's, which only its owner may look into; need not exist
     * @param cache the home's folder for what can be made anew at any time; need not exist
     * @param common keys of {@code storage.*}
     * @param own keys of {@code storage.<name>.*}
     */
    public StoreSettings(String name, Path folder, Path cache, Map<String, Object> common, Map<String, Object> own) {
        this.name = Objects.requireNonNull(name, "name");
        this.folder = Objects.requireNonNull(folder, "folder");
        this.cache = Objects.requireNonNull(cache, "cache");
        this.common = Map.copyOf(common);
        this.own = Map.copyOf(own);
    }

    /** Where a store keeps its files. */
    public Path folder() {
        return folder;
    }

    /** Where a store keeps what can be made anew. */
    public Path cache() {
        return cache;
    }

    /** A text, or {@code absent} where there is no such key. */
    public String text(String key, String absent) {
        Object value = value(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof String text) {
            return text;
        }
        throw refusal(key, "a text");
    }

    /** A whole number from {@code min} to {@code max}, or {@code absent} where there is no such key. */
    public long whole(String key, long absent, long min, long max) {
        Object value = value(key);
        if (value == null) {
            return absent;
        }
        try {
            long number = value instanceof Long known ? known : Long.parseLong(String.valueOf(value));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw refusal(key, "a whole number from " + min + " to " + max);
    }

    /** True or false, or {@code absent} where there is no such key. */
    public boolean flag(String key, boolean absent) {
        Object value = value(key);
        if (value == null) {
            return absent;
        }
        String text = String.valueOf(value);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw refusal(key, "true or false");
    }

    /** Refuses own keys but these: a key that nobody reads is a mistake. */
    public void requireOnly(String... keys) {
        List<String> known = List.of(keys);
        for (String key : own.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(fullKey(key) + ": no such setting; the store \"" + name + "\" has "
                        + (known.isEmpty() ? "none of its own" : String.join(", ", known)));
            }
        }
    }

    private Object value(String key) {
        return own.containsKey(key) ? own.get(key) : common.get(key);
    }

    private IllegalArgumentException refusal(String key, String allowed) {
        return new IllegalArgumentException(fullKey(key) + ": must be " + allowed);
    }

    private String fullKey(String key) {
        return own.containsKey(key) || !common.containsKey(key) ? "storage." + name + "." + key : "storage." + key;
    }
}
