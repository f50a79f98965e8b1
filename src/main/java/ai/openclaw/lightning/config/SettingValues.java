package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The settings that were given, each with where; a later place wins over an earlier one. For one thread. */
final class SettingValues {

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();

    /** By whole key: settings of plugins' stores, which nobody here knows. */
    private final SortedMap<String, Object> stores = new TreeMap<>();

    /** The value given last, or the default. */
    @SuppressWarnings("unchecked") // put() keeps key and value of one type
    <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting.key(), setting.defaultValue());
    }

    void putJson(Setting<?> setting, Object value, String origin) {
        put(setting, known -> known.ofJson(value, origin), origin);
    }

    void putText(Setting<?> setting, String text, String origin) {
        put(setting, known -> known.ofText(text, origin), origin);
    }

    /** Key to checked value, of the type of its setting; a key that is missing has its default. */
    Map<String, Object> values() {
        return Map.copyOf(values);
    }

    /** Takes a key that {@link StoreKey} knows by its form only. */
    void putOfStore(StoreKey key, Object value, String origin) {
        if (value == null) {
            throw new ConfigException(key + ": null in " + origin + " is not allowed; leave the key out");
        }
        stores.put(key.toString(), value);
        origins.put(key.toString(), origin);
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

    private <T> void put(Setting<T> setting, Function<Setting<T>, T> parse, String origin) {
        values.put(setting.key(), parse.apply(setting));
        origins.put(setting.key(), origin);
    }
}
