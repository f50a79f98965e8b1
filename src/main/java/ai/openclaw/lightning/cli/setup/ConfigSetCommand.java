package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.Settings;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning config set}. */
@Command(
        name = "set",
        description = "Change one setting in config.json.",
        footer = {
            "",
            "Comments and the order of the file stay. The bridge reads its settings when it starts, so a running one needs "
                    + "a restart. A list is written with commas, or as a JSON array.",
            "",
            "Exit codes: 0 set, 1 not written, 2 no such setting, or a value that it can't have.",
            "Examples:",
            "  lightning config set retention.days 7",
            "  lightning config set logging.level debug && lightning restart"
        })
public final class ConfigSetCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "The setting, such as retention.days.")
    private String name;

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its new value.")
    private String value;

    private final Map<String, String> environment;

    public ConfigSetCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        Path file = home.home().configFile();
        Config wanted =
                ConfigLoader.load(file, Map.of(), Map.of(name, value)).config(); // refuses what a start would refuse
        Setting<?> setting = Settings.find(name)
                .orElseThrow(() -> new ConfigException(
                        name + ": is a plugin's own setting, which only config.json itself can have: " + file));
        change(setting, ConfigLoader.load(file, Map.of(), Map.of()).config(), wanted, file);
        return ExitCode.OK;
    }

    private <T> void change(Setting<T> setting, Config before, Config after, Path file) {
        String old = setting.type().json(before.get(setting));
        String json = setting.type().json(after.get(setting));
        boolean changes = !json.equals(old);
        boolean running = home.holder().isPresent();
        if (changes) {
            if (!running) {
                home.prepare();
            }
            ConfigEdit.set(file, setting, json);
        }
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("key", name)
                    .put("value_json", json)
                    .put("file", file.toString())
                    .put("changed", changes)
                    .put("restart_needed", changes && running));
        } else if (changes) {
            output.paragraph(name + " is now " + json + ", and was " + old, null);
            output.message("written to " + file + (running ? "; to apply it: lightning restart" : ""));
        } else {
            output.paragraph(name + " was " + json + " already; nothing changed", null);
        }
        if (environment.containsKey(setting.variable())) {
            output.message(setting.variable() + " is set here and overrides config.json");
        }
    }
}
