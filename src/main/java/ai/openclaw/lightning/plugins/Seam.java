package ai.openclaw.lightning.plugins;

import java.util.function.Function;

/**
 * What users may bring an implementation of.
 *
 * @param type the interface, under whose name {@code META-INF/services} lists implementations
 * @param name the name that an implementation goes by
 * @param setting the key that chooses one
 * @param noun what a person calls it: "reward function"
 */
public record Seam<T>(Class<T> type, Function<T, String> name, String setting, String noun) {

    /** Where a jar lists its implementations. */
    String services() {
        return "META-INF/services/" + type.getName();
    }
}
