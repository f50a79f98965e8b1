package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.table.StorageSection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting of a plugin's store, {@code storage.<store>.<key>}. The table of settings does not have it: only the plugin knows
 * which there are.
 */
record StoreKey(String store, String key) {

    private static final Set<String> OWN = Set.of(StorageSection.SQLITE, StorageSection.POSTGRES);

    private static final Pattern FORM = Pattern.compile("storage\\.([a-z][a-z0-9-]{0,63})\\.([a-z][a-z0-9_.-]{0,127})");

    /** Empty for a key of another form, and for one of the bridge's own stores, whose keys all stand in the table. */
    static Optional<StoreKey> of(String key) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches() && !OWN.contains(matcher.group(1))
                ? Optional.of(new StoreKey(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** The key that a variable of the environment stands for, if it is one of that store. */
    static Optional<StoreKey> ofVariable(String variable, String store) {
        String prefix = "LIGHTNING_STORAGE_" + store.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
        return variable.startsWith(prefix)
                ? of("storage." + store + "."
                        + variable.substring(prefix.length()).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "storage." + store + "." + key;
    }
}
