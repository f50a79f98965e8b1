package ai.openclaw.lightning;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which own packages each package may use. A package that is not there yet passes. */
final class PackageUses {

    private static final String ROOT = OwnClasses.ROOT;
    private static final List<String> SHARED =
            List.of("bus", "storage", "config", "model", "reward", "guidance", "json");

    /** Own packages that each package may use, besides itself. */
    static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("json", List.of()),
            Map.entry("config", List.of()),
            Map.entry("bus", List.of("model")),
            Map.entry("reward", List.of("model")),
            Map.entry("guidance", List.of("model")),
            Map.entry("masking", List.of("model")),
            Map.entry("storage", List.of("model")),
            Map.entry("storage.rows", List.of("storage", "model")),
            Map.entry("storage.sqlite", List.of("storage", "storage.rows", "model")),
            Map.entry("storage.postgres", List.of("storage", "storage.rows", "model")),
            Map.entry("intake", List.of("masking", "reward", "guidance", "model")),
            Map.entry("intake.json", List.of("intake", "model")),
            Map.entry("intake.otlp", List.of("intake", "intake.json", "commands", "model")),
            Map.entry("view", List.of("guidance", "model", "json")),
            Map.entry("connections", List.of("model")),
            Map.entry("buffers", List.of()),
            Map.entry("access", List.of("config", "model")),
            Map.entry("rules", List.of("access", "http.exchange", "guidance", "view", "model")),
            Map.entry(
                    "sharing",
                    List.of("bus", "storage", "config", "guidance", "masking", "optimizer", "json", "view", "model")),
            Map.entry("keys", List.of("access", "http.exchange", "intake.json", "bus", "storage", "view", "model")),
            Map.entry("http.exchange", List.of("access", "buffers", "connections", "intake", "view", "model")),
            Map.entry("metrics", List.of("http.exchange", "otlp", "model")),
            Map.entry("live", List.of("http.exchange")),
            Map.entry("commands", List.of()),
            Map.entry(
                    "hooks",
                    List.of("commands", "http.exchange", "intake", "intake.json", "guidance", "reward", "model")),
            Map.entry(
                    "mcp",
                    List.of(
                            "access",
                            "http.exchange",
                            "intake",
                            "intake.json",
                            "storage",
                            "view",
                            "guidance",
                            "model")),
            Map.entry("otlp", List.of("access", "http.exchange", "intake", "intake.otlp", "view", "model")),
            Map.entry("page", List.of("http.exchange", "intake.json", "view", "model")),
            Map.entry("setup", List.of("http.exchange", "config", "doctor")),
            Map.entry("overview", List.of("http.exchange", "storage", "view", "model")),
            Map.entry(
                    "http",
                    List.of(
                            "access",
                            "http.exchange",
                            "keys",
                            "rules",
                            "page",
                            "hooks",
                            "mcp",
                            "otlp",
                            "connections",
                            "live",
                            "overview",
                            "setup",
                            "metrics",
                            "bus",
                            "storage",
                            "intake",
                            "intake.json",
                            "view",
                            "guidance",
                            "model")),
            Map.entry("writer", SHARED),
            Map.entry("optimizer", with("optimizer.hypotheses", SHARED)),
            Map.entry("optimizer.hypotheses", List.of("optimizer", "config", "json", "model")),
            Map.entry("maintenance", SHARED),
            Map.entry("logging", List.of("config")),
            Map.entry("plugins", List.of("config")),
            Map.entry("service", List.of("config")),
            Map.entry("client", List.of("config", "json")),
            Map.entry("connecting", List.of("config", "json")),
            Map.entry("terminal", List.of("json")),
            Map.entry("doctor", List.of("client", "config", "connecting", "json", "plugins")),
            Map.entry("cli.frame", List.of("client", "config", "terminal")),
            Map.entry("importing", List.of("client", "commands", "model", "terminal")),
            Map.entry("exporting", List.of("storage", "view", "model", "json")),
            Map.entry("demo", List.of("client")));

    private PackageUses() {}

    /** Whether it is in that package; what is below belongs to the nearest one that has an entry. */
    static boolean isIn(JavaClass type, String name) {
        String actual = type.getPackageName();
        while (actual.startsWith(ROOT + ".") && !MAY_USE.containsKey(actual.substring(ROOT.length() + 1))) {
            actual = actual.substring(0, actual.lastIndexOf('.'));
        }
        return actual.equals(ROOT + "." + name);
    }

    private static List<String> with(String one, List<String> others) {
        return Stream.concat(Stream.of(one), others.stream()).toList();
    }
}
