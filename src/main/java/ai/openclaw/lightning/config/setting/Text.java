package ai.openclaw.lightning.config.setting;

import java.util.Optional;
import java.util.regex.Pattern;

/** A text; {@code rule} says in words what {@code pattern} demands. */
public record Text(String rule, Pattern pattern) implements SettingType<String> {

    /** How plug-ins and what comes with the bridge are called. */
    public static final Text NAME = new Text(
            "a name of at most 64 lower-case letters, digits and hyphens that starts with a letter",
            "[a-z][a-z0-9-]{0,63}");

    public Text(String rule, String pattern) {
        this(rule, Pattern.compile(pattern));
    }

    @Override
    public String allowed() {
        return rule;
    }

    @Override
    public Optional<String> ofJson(Object value) {
        return value instanceof String text ? ofText(text) : Optional.empty();
    }

    @Override
    public Optional<String> ofText(String text) {
        return Optional.of(text).filter(this::allows);
    }

    @Override
    public boolean allows(String value) {
        return pattern.matcher(value).matches();
    }

    @Override
    public String json(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
