package ai.openclaw.lightning.config.setting;

import java.util.Optional;

/**
 * The type of a setting with its rule. Empty answers mean "not allowed"; {@link Setting}, which knows the key, makes the
 * message out of {@link #allowed()}.
 *
 * @param <T> what the program gets; immutable
 */
public sealed interface SettingType<T>
        permits Choice, DecimalRange, Flag, HiddenText, IntRange, LongRange, Text, TextList {

    /** What may stand there, to be read after "must be". */
    String allowed();

    /** From a value of the file: String, Long, Double, Boolean or a List of those; null is JSON's null. */
    Optional<T> ofJson(Object value);

    /** From the environment or the command line. */
    Optional<T> ofText(String text);

    /** Whether a value of the right type keeps the rule. */
    boolean allows(T value);

    /** As it stands in a configuration file. */
    default String json(T value) {
        return String.valueOf(value);
    }
}
