package ai.openclaw.lightning.config.setting;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of an enum's names, in lower case. */
public record Choice<E extends Enum<E>>(Class<E> type) implements SettingType<E> {

    @Override
    public String allowed() {
        return "one of "
                + Stream.of(type.getEnumConstants()).map(Choice::nameOf).collect(Collectors.joining(", "));
    }

    @Override
    public Optional<E> ofJson(Object value) {
        return value instanceof String text ? ofText(text) : Optional.empty();
    }

    @Override
    public Optional<E> ofText(String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst();
    }

    @Override
    public boolean allows(E value) {
        return true;
    }

    @Override
    public String json(E value) {
        return '"' + nameOf(value) + '"';
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
