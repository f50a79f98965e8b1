package ai.openclaw.lightning.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The settings that were given, each with where; a later place wins over an earlier one. For one thread. */
final class SettingValues {

    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();

    /** By whole key: settings of plugins' stores, which nobody here knows. */
    private final SortedMap<String, Object> stores = new TreeMap<>();

    /** The value given last, or the default. */
    @SuppressWarnings("unchecked") // put() keeps key and value of one type
    <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.defaultValue());
    }

    int getInt(Setting<Long> setting) {
        return Math.toIntExact(get(setting));
    }

    void putJson(Setting<?> setting, Object value, String place) {
        put(setting, known -> known.ofJson(value, place), place);
    }

    void putText(Setting<?> setting, String text, String place) {
        put(setting, known -> known.ofText(text, place), place);
    }

    /** Takes a key that {@link StoreKey} knows by its form only. */
    void putOfStore(StoreKey key, Object value, String place) {
        if (value == null) {
            throw new ConfigException(key + ": null in " + place + " is not allowed; leave the key out");
        }
        stores.put(key.toString(), value);
        origins.put(key.toString(), place);
    }

    /** What was given for that store, by key without its prefix. */
    Map<String, Object> ofStore(String name) {
        Map<String, Object> own = new HashMap<>();
        stores.forEach((key, value) -> StoreKey.of(key)
                .filter(known -> known.store().equals(name))
                .ifPresent(known -> own.put(known.key(), value)));
        return own;
    }

    /** Every key that was given for a plugin's store, in order. */
    List<StoreKey> storeKeys() {
        return stores.keySet().stream()
                .flatMap(key -> StoreKey.of(key).stream())
                .toList();
    }

    /** Where each given setting was given; a key that is missing has its default. */
    Map<String, String> origins() {
        return Map.copyOf(origins);
    }

    /** The setting of that key. */
    static Optional<Setting<?>> find(String key) {
        for (Setting<?> setting : Settings.ALL) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private <T> void put(Setting<T> setting, Function<Setting<T>, T> parse, String place) {
        values.put(setting, parse.apply(setting));
        origins.put(setting.key(), place);
    }
}
