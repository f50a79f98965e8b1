package ai.openclaw.lightning.config;

import java.util.Locale;

/** One row of the table of settings. {@code description} is one sentence without its full stop. */
record Setting<T>(String key, T defaultValue, SettingType<T> kind, String description) {

    Setting {
        check(key, kind, defaultValue);
    }

    /** The environment variable that sets it. */
    String variable() {
        return "LIGHTNING_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** For the compact constructors of {@link Config}: a record that exists is valid. */
    T check(T value) {
        return check(key, kind, value);
    }

    String defaultJson() {
        return kind.json(defaultValue);
    }

    T ofJson(Object value, String place) {
        return kind.ofJson(value).orElseThrow(() -> refusal(value, place));
    }

    T ofText(String text, String place) {
        return kind.ofText(text).orElseThrow(() -> refusal(text, place));
    }

    private ConfigException refusal(Object value, String place) {
        String shown = kind instanceof SettingType.Hidden
                ? "the value"
                : value instanceof String ? "\"" + value + '"' : "" + value;
        return new ConfigException(
                key + ": " + shown + " in " + place + " is not allowed; it must be " + kind.allowed());
    }

    private static <T> T check(String key, SettingType<T> kind, T value) {
        if (!kind.allows(value)) {
            throw new ConfigException(key + ": must be " + kind.allowed());
        }
        return value;
    }
}
