package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Output;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning version}. */
@Command(name = "version", description = "Print the version, and the version of Java.")
final class VersionCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("version", Version.current())
                    .put("java", System.getProperty("java.runtime.version")));
        } else {
            output.lines(List.of(new Version().getVersion()));
        }
        return ExitCode.OK;
    }
}
