package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.HiddenText;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.Settings;
import ai.openclaw.lightning.config.table.StorageSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the settings together: defaults, then the file, then the environment, then the command line; the last wins. */
public final class ConfigLoader {

    private static final String PREFIX = "LIGHTNING_";

    /** Not settings of the bridge: where the home is, the launcher's, and the Node package's own. */
    private static final Set<String> OTHER_PROGRAMS = Set.of(
            "LIGHTNING_HOME",
            "LIGHTNING_JAVA",
            "LIGHTNING_JAVA_OPTS",
            "LIGHTNING_BIN",
            "LIGHTNING_BRIDGE_URL",
            "LIGHTNING_DEBUG");

    /**
     * What was found. {@code warnings} are for the log; {@code origins} says for each key that was given where
     * (a file with its line, a variable, a flag); the others have their defaults.
     */
    public record Loaded(Config config, List<String> warnings, Map<String, String> origins) {

        public Loaded {
            warnings = List.copyOf(warnings);
            origins = Map.copyOf(origins);
        }
    }

    private ConfigLoader() {}

    /**
     * Loads and checks everything.
     *
     * @param file the home's config.json, which need not exist; null for none
     * @param environment the process's variables
     * @param flags key to value, as given on the command line
     * @throws ConfigException naming the key, the place and what is allowed there
     */
    public static Loaded load(Path file, Map<String, String> environment, Map<String, String> flags) {
        SettingValues values = new SettingValues();
        List<String> warnings = read(values, file, environment, flags);
        return new Loaded(new Config(values), warnings, values.origins());
    }

    private static List<String> read(
            SettingValues values, Path file, Map<String, String> environment, Map<String, String> flags) {
        if (file != null && Files.exists(file)) {
            addFile(values, file);
        }
        List<String> warnings = addEnvironment(values, environment, flags.get(StorageSection.TYPE.key()));
        flags.keySet().forEach(ConfigLoader::refuseSecret);
        flags.forEach((key, value) -> put(values, key, value, "the command line", values::putText));
        warnings.addAll(unused(values));
        return warnings;
    }

    /** Other users see the command lines of all processes, and shells keep them. */
    private static void refuseSecret(String key) {
        Settings.find(key)
                .filter(setting -> setting.type() instanceof HiddenText)
                .ifPresent(secret -> {
                    throw new ConfigException(
                            key + ": is a secret, and other users can read the command line; set it with the variable "
                                    + secret.variable()
                                    + " or in config.json; lightning key rotate writes a new one there");
                });
    }

    /** Takes a value for a setting of the table, or for one that only a plugin's store knows. */
    static <V> void put(SettingValues values, String key, V value, String origin, Taker<V> known) {
        Optional<StoreKey> ofStore = Settings.find(key).isPresent() ? Optional.empty() : StoreKey.of(key);
        if (ofStore.isPresent()) {
            values.putOfStore(ofStore.get(), value, origin);
        } else {
            known.take(known(key, origin), value, origin);
        }
    }

    interface Taker<V> {
        void take(Setting<?> setting, V value, String origin);
    }

    /** Settings of a store that is not the one in use may stay, for a change of stores and back; a typing error looks alike. */
    private static List<String> unused(SettingValues values) {
        String type = values.get(StorageSection.TYPE);
        return values.storeKeys().stream()
                .map(StoreKey::store)
                .filter(store -> !store.equals(type))
                .distinct()
                .map(store -> "storage." + store + ": not used, as storage.type is \"" + type + '"')
                .toList();
    }

    private static void addFile(SettingValues values, Path file) {
        ConfigFile.read(file).forEach((key, entry) -> {
            String origin = file + ":" + entry.line();
            if (ConfigFile.isSection(key)) {
                throw new ConfigException(key + ": in " + origin + " must be an object with " + keysIn(key));
            }
            put(values, key, entry.value(), origin, values::putJson);
        });
    }

    /** @param type of the store, where the command line names it; null: the environment does, or what is known so far */
    private static List<String> addEnvironment(SettingValues values, Map<String, String> environment, String type) {
        List<String> warnings = new ArrayList<>();
        Map<String, Setting<?>> byVariable =
                Settings.ALL.stream().collect(Collectors.toMap(Setting::variable, setting -> setting));
        Map<String, String> unknown = new TreeMap<>();
        environment.forEach((variable, text) -> {
            Setting<?> setting = byVariable.get(variable);
            if (setting != null) {
                values.putText(setting, text, variable);
            } else if (variable.startsWith(PREFIX) && !OTHER_PROGRAMS.contains(variable)) {
                unknown.put(variable, text);
            }
        });
        String store = type == null ? values.get(StorageSection.TYPE) : type;
        unknown.forEach((variable, text) -> {
            Optional<StoreKey> key = StoreKey.ofVariable(variable, store);
            if (key.isPresent()) {
                values.putOfStore(key.get(), text, variable);
            } else {
                warnings.add(variable + ": no such setting, ignored"
                        + didYouMean(variable, List.copyOf(byVariable.keySet())));
            }
        });
        return warnings;
    }

    private static Setting<?> known(String key, String origin) {
        return Settings.find(key)
                .orElseThrow(() -> new ConfigException(key + ": no such setting, in " + origin
                        + didYouMean(
                                key, Settings.ALL.stream().map(Setting::key).toList())));
    }

    private static String didYouMean(String given, List<String> candidates) {
        return DidYouMean.to(given, candidates)
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("; docs/configuration.md lists all settings");
    }

    private static String keysIn(String section) {
        return Settings.ALL.stream()
                .map(Setting::key)
                .filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1))
                .collect(Collectors.joining(", "));
    }
}
