package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The settings that were given, each with where; a later place wins over an earlier one. For one thread. */
final class SettingValues {

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();

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

    /** Where each given setting was given; a key that is missing has its default. */
    Map<String, String> origins() {
        return Map.copyOf(origins);
    }

    private <T> void put(Setting<T> setting, Function<Setting<T>, T> parse, String origin) {
        values.put(setting.key(), parse.apply(setting));
        origins.put(setting.key(), origin);
    }
}
