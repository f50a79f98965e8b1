package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning config path}. */
@Command(name = "path", description = "Print the path of the configuration file.")
public final class ConfigPathCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Path file = home.home().configFile();
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("path", file.toString())
                    .put("exists", Files.exists(file)));
        } else {
            output.line(file.toString());
        }
        return ExitCode.OK;
    }
}
