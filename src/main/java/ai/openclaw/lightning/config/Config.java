package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.Settings;
import ai.openclaw.lightning.config.table.StorageSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Every setting, checked: a Config that exists can be run. A value is asked for by its row of the table, like
 * {@code config.get(BridgeSection.PORT)}. Byte sizes are bytes, {@code _S} is seconds, {@code _MS} milliseconds.
 */
public final class Config {

    /** Of what only a plugin knows, nobody knows whether it is a secret. */
    private static final String NOT_SHOWN = "\"[not shown]\"";

    private final Map<String, Object> given;
    private final Map<String, Object> ofStore;
    private final Map<String, String> origins;
    private final List<StoreKey> storeKeys;

    /**
     * One setting as it is in force.
     *
     * @param json its value as in a configuration file; a secret that is set is {@code "[secret]"}, a plugin's own
     *     setting {@code "[not shown]"}
     * @param origin a file with its line, a variable, {@code the command line} or {@code default}
     */
    public record Row(String key, String json, String origin) {}

    /**
     * Of what differs from the defaults.
     *
     * @throws ai.openclaw.lightning.config.setting.ConfigException when settings contradict one another
     */
    Config(SettingValues values) {
        this.given = values.values();
        this.ofStore = values.ofStore(get(StorageSection.TYPE));
        this.origins = values.origins();
        this.storeKeys = values.storeKeys();
        ConsistencyRules.check(this);
    }

    /** Every setting at its default. */
    public static Config defaults() {
        return of(Map.of());
    }

    /** Defaults but for the given keys, values as in the environment; for tests and programs that start a bridge. */
    public static Config of(Map<String, String> changes) {
        String origin = "the program";
        SettingValues values = new SettingValues();
        changes.forEach((key, value) -> ConfigLoader.put(values, key, value, origin, values::putText));
        return new Config(values);
    }

    /** The value in force. */
    @SuppressWarnings("unchecked") // SettingValues keeps key and value of one type
    public <T> T get(Setting<T> setting) {
        return (T) given.getOrDefault(setting.key(), setting.defaultValue());
    }

    /**
     * What was given under {@code storage.<type>.} for a plugin's store, by key without that prefix: unchecked, as only
     * the store knows its settings. Values are texts, {@code Long}, {@code Double}, {@code Boolean} or lists.
     */
    public Map<String, Object> ofStore() {
        return ofStore;
    }

    /** Every setting in the order of the sample file, and where its value comes from. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            rows.add(row(setting));
        }
        for (StoreKey key : storeKeys) {
            rows.add(new Row(key.toString(), NOT_SHOWN, origins.get(key.toString())));
        }
        return rows;
    }

    private <T> Row row(Setting<T> setting) {
        return new Row(
                setting.key(), setting.type().json(get(setting)), origins.getOrDefault(setting.key(), "default"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Config config
                && ofStore.equals(config.ofStore)
                && Settings.ALL.stream().allMatch(setting -> get(setting).equals(config.get(setting)));
    }

    @Override
    public int hashCode() {
        return Objects.hash(Settings.ALL.stream().map(this::get).toList(), ofStore);
    }

    /** Every setting as in a configuration file; secrets are hidden, and so is what only a plugin's store knows. */
    @Override
    public String toString() {
        return Settings.ALL.stream().map(this::shown).collect(Collectors.joining(", ", "Config[", "]"))
                + ofStore.keySet();
    }

    private <T> String shown(Setting<T> setting) {
        return setting.key() + "=" + setting.type().json(get(setting));
    }
}
