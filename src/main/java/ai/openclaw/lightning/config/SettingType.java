package ai.openclaw.lightning.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a setting with its rule. Empty answers mean "not allowed"; the caller, who knows key and place, makes the
 * message out of {@link #allowed()}.
 */
sealed interface SettingType<T> {

    /** What may stand there, to be read after "must be". */
    String allowed();

    /** From a value of the file: String, Long, Double, Boolean or a List of those. */
    Optional<T> ofJson(Object value);

    /** From the environment or the command line. */
    Optional<T> ofText(String text);

    /** Whether a value of the right type keeps the rule. */
    boolean allows(T value);

    /** As it stands in a configuration file. */
    default String json(T value) {
        return String.valueOf(value);
    }

    /** A whole number within bounds, both included. */
    record Whole(long min, long max) implements SettingType<Long> {

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

    /** A number within bounds, both included. */
    record Decimal(double min, double max) implements SettingType<Double> {

        @Override
        public String allowed() {
            return "a number from " + shown(min) + " to " + shown(max);
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
            return shown(value);
        }

        private static String shown(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** True or false. */
    record Flag() implements SettingType<Boolean> {

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

    /** One of an enum's names, in lower case. */
    record Choice<E extends Enum<E>>(Class<E> type) implements SettingType<E> {

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

    /** A text; {@code rule} says in words what {@code pattern} demands. */
    record Text(String rule, Pattern pattern) implements SettingType<String> {

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

    /** A text that is never shown. */
    record Hidden(Text text) implements SettingType<Secret> {

        @Override
        public String allowed() {
            return text.allowed();
        }

        @Override
        public Optional<Secret> ofJson(Object value) {
            return text.ofJson(value).map(Secret::new);
        }

        @Override
        public Optional<Secret> ofText(String value) {
            return text.ofText(value).map(Secret::new);
        }

        @Override
        public boolean allows(Secret value) {
            return text.allows(value.reveal());
        }

        @Override
        public String json(Secret value) {
            return text.json(value.toString());
        }
    }

    /** Texts, bounded in number; in the environment a JSON array, or plain texts between commas. */
    record Texts(int countMax, Text each) implements SettingType<List<String>> {

        @Override
        public String allowed() {
            return "a list of at most " + countMax + ", each " + each.allowed();
        }

        @Override
        public Optional<List<String>> ofJson(Object value) {
            if (!(value instanceof List<?> list)) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>(list.size());
            for (Object element : list) {
                if (!(element instanceof String text)) {
                    return Optional.empty();
                }
                texts.add(text);
            }
            return Optional.of(List.copyOf(texts)).filter(this::allows);
        }

        @Override
        public Optional<List<String>> ofText(String text) {
            if (text.stripLeading().startsWith("[")) {
                return ConfigFile.array(text).flatMap(this::ofJson);
            }
            return ofJson(Stream.of(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList());
        }

        @Override
        public boolean allows(List<String> value) {
            return value.size() <= countMax && value.stream().allMatch(each::allows);
        }

        @Override
        public String json(List<String> value) {
            return value.stream().map(each::json).collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
