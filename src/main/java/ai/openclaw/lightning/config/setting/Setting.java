package ai.openclaw.lightning.config.setting;

import java.util.Locale;

/**
 * One row of the table of settings, which is also the typed key of its value.
 *
 * @param key section and name, like {@code bridge.port}
 * @param description one sentence without its full stop
 */
public record Setting<T>(String key, T defaultValue, SettingType<T> type, String description) {

    public Setting {
        if (!type.allows(defaultValue)) {
            throw new IllegalArgumentException(key + ": the default must be " + type.allowed());
        }
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "LIGHTNING_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The default, as it stands in a configuration file. */
    public String defaultJson() {
        return type.json(defaultValue);
    }

    /**
     * From a value of the file.
     *
     * @param origin where it stands, for the message
     * @throws ConfigException naming the key, the origin and what is allowed there
     */
    public T ofJson(Object value, String origin) {
        return type.ofJson(value).orElseThrow(() -> refusal(value, origin));
    }

    /** As {@link #ofJson}, from the environment or the command line. */
    public T ofText(String text, String origin) {
        return type.ofText(text).orElseThrow(() -> refusal(text, origin));
    }

    private ConfigException refusal(Object value, String origin) {
        String shown =
                type instanceof HiddenText ? "the value" : value instanceof String ? "\"" + value + '"' : "" + value;
        return new ConfigException(
                key + ": " + shown + " in " + origin + " is not allowed; it must be " + type.allowed());
    }
}
