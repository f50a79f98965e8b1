package ai.openclaw.lightning.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code lightning version}. */
@Command(name = "version", description = "Print the version, and the Java it runs on.")
final class VersionCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        for (String line : new Version().getVersion()) {
            System.out.println(line);
        }
        return ExitCode.OK;
    }
}
