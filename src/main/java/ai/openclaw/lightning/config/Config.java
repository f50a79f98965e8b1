package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.Settings;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every setting, checked: a Config that exists can be run. A value is asked for by its row of the table, like
 * {@code config.get(BridgeSection.PORT)}. Byte sizes are bytes, {@code _S} is seconds, {@code _MS} milliseconds.
 */
public final class Config {

    private final Map<String, Object> given;

    /**
     * Of what differs from the defaults.
     *
     * @throws ai.openclaw.lightning.config.setting.ConfigException when settings contradict one another
     */
    Config(SettingValues values) {
        this.given = values.values();
        ConsistencyRules.check(this);
    }

    /** Every setting at its default. */
    public static Config defaults() {
        return of(Map.of());
    }

    /** Defaults but for the given keys, values as in the environment; for tests and programs that start a bridge. */
    public static Config of(Map<String, String> changes) {
        return ConfigLoader.load(null, Map.of(), changes).config();
    }

    /** The value in force. */
    @SuppressWarnings("unchecked") // SettingValues keeps key and value of one type
    public <T> T get(Setting<T> setting) {
        return (T) given.getOrDefault(setting.key(), setting.defaultValue());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Config config
                && Settings.ALL.stream().allMatch(setting -> get(setting).equals(config.get(setting)));
    }

    @Override
    public int hashCode() {
        return Settings.ALL.stream().map(this::get).toList().hashCode();
    }

    /** Every setting as in a configuration file; secrets are hidden. */
    @Override
    public String toString() {
        return Settings.ALL.stream().map(this::shown).collect(Collectors.joining(", ", "Config[", "]"));
    }

    private <T> String shown(Setting<T> setting) {
        return setting.key() + "=" + setting.type().json(get(setting));
    }
}
