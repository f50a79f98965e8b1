package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.config.setting.ConfigException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning config validate}. */
@Command(
        name = "validate",
        description = "Check the settings in the file and in the environment.",
        footer = {"", "Exit codes: 0 valid, 2 not valid."})
public final class ConfigValidateCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to check (default: config.json of the home).")
    private String given;

    private final Map<String, String> environment;

    public ConfigValidateCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        Path file = given == null ? home.home().configFile() : WorkingDirectory.path(given);
        List<String> warnings = List.of();
        String error = null;
        try {
            if (given != null && !Files.exists(file)) {
                throw new ConfigException(file + ": there is no such file");
            }
            warnings = ConfigLoader.load(file, environment, Map.of()).warnings();
        } catch (ConfigException e) {
            error = e.getMessage();
        }
        report(file, warnings, error);
        return error == null ? ExitCode.OK : ExitCode.USAGE;
    }

    private void report(Path file, List<String> warnings, String error) {
        if (output.isJson()) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("valid", error == null)
                    .put("file", file.toString())
                    .put("error", error);
            ArrayNode list = document.putArray("warnings");
            warnings.forEach(list::add);
            output.document(document);
            return;
        }
        warnings.forEach(warning -> output.message("warning: " + warning));
        if (error == null) {
            output.paragraph("valid: " + file + (Files.exists(file) ? "" : " (missing, so all defaults apply)"), null);
        } else {
            output.message("lightning: " + error);
        }
    }
}
