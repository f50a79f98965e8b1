package ai.openclaw.lightning.config.setting;

import java.util.Optional;

/** A whole number within bounds, both included: counts and durations. */
public record IntRange(int min, int max) implements SettingType<Integer> {

    @Override
    public String allowed() {
        return range().allowed();
    }

    @Override
    public Optional<Integer> ofJson(Object value) {
        return range().ofJson(value).map(Long::intValue);
    }

    @Override
    public Optional<Integer> ofText(String text) {
        return range().ofText(text).map(Long::intValue);
    }

    @Override
    public boolean allows(Integer value) {
        return value >= min && value <= max;
    }

    private LongRange range() {
        return new LongRange(min, max);
    }
}
