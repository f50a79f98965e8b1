package ai.openclaw.lightning.config.setting;

import java.util.Optional;

/** A number within bounds, both included. */
public record DecimalRange(double min, double max) implements SettingType<Double> {

    @Override
    public String allowed() {
        return "a number from " + json(min) + " to " + json(max);
    }

    @Override
    public Optional<Double> ofJson(Object value) {
        return value instanceof Number number
                ? Optional.of(number.doubleValue()).filter(this::allows)
                : Optional.empty();
    }

    @Override
    public Optional<Double> ofText(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(this::allows);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean allows(Double value) {
        return value >= min && value <= max; // NaN is not
    }

    @Override
    public String json(Double value) {
        return value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString();
    }
}
