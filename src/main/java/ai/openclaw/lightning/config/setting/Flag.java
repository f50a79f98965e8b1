package ai.openclaw.lightning.config.setting;

import java.util.Locale;
import java.util.Optional;

/** True or false. */
public record Flag() implements SettingType<Boolean> {

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public Optional<Boolean> ofJson(Object value) {
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    @Override
    public Optional<Boolean> ofText(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean allows(Boolean value) {
        return true;
    }
}
