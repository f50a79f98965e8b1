package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.table.BridgeSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags of {@code lightning run}. {@code home} is null if no flag names one; {@code settings} maps keys to values;
 * {@code background} is set by {@code start}, and sends output to a log file once that is open.
 */
record RunFlags(String home, Map<String, String> settings, boolean background) {

    private static final String BACKGROUND = "--background";

    RunFlags {
        settings = Map.copyOf(settings);
    }

    /**
     * Parses a plain {@code run} without picocli, which would take 100 ms of the second that a start may last. Returns
     * empty for help, mistakes and other commands, which picocli handles.
     */
    static Optional<RunFlags> of(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return Optional.empty();
        }
        String home = null;
        boolean background = false;
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        for (int i = 0; i < rest.size(); i++) {
            String flag = rest.get(i);
            if (flag.equals(BACKGROUND) && !background) {
                background = true;
                continue;
            }
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            boolean last = i + 1 == rest.size();
            if (equals < 0 && last) {
                return Optional.empty();
            }
            String value = equals < 0 ? rest.get(++i) : flag.substring(equals + 1);
            boolean understood = switch (name) {
                case "--home" -> home == null && !value.isEmpty();
                case "--port" -> settings.put(BridgeSection.PORT.key(), value) == null;
                case "--set" -> addSetting(settings, value);
                default -> false;
            };
            if (!understood) {
                return Optional.empty();
            }
            home = name.equals("--home") ? value : home;
        }
        return Optional.of(new RunFlags(home, settings, background));
    }

    private static boolean addSetting(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        return equals > 0 && settings.put(assignment.substring(0, equals), assignment.substring(equals + 1)) == null;
    }
}
