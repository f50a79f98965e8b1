package ai.openclaw.lightning.config.setting;

import java.util.Optional;

/** A whole number within bounds, both included: bytes, above all. */
public record LongRange(long min, long max) implements SettingType<Long> {

    @Override
    public String allowed() {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public Optional<Long> ofJson(Object value) {
        return value instanceof Long number ? Optional.of(number).filter(this::allows) : Optional.empty();
    }

    @Override
    public Optional<Long> ofText(String text) {
        try {
            return Optional.of(Long.valueOf(text)).filter(this::allows);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean allows(Long value) {
        return value >= min && value <= max;
    }
}
