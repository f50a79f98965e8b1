package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.config.table.BridgeSection;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code lightning rehearse-run}. Packaging runs it once, so that the class archive holds the classes that a bridge needs.
 * It plays the demo, which uses nearly all of them, and then starts a bridge the way {@code run} does.
 */
@Command(name = "rehearse-run", description = "Play the demo, then start and stop a bridge.", hidden = true)
final class RehearseRunCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    private final CommandContext context;

    RehearseRunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int code = CommandTree.execute(context, "demo", "--sessions", "20");
        if (code != ExitCode.OK) {
            return code;
        }
        RunFlags flags = new RunFlags(home.home().root().toString(), Map.of(BridgeSection.PORT.key(), "0"), false);
        boolean runs = new Runner(context.environment(), context.err()).run(flags) == Lightning.KEEP_RUNNING;
        return runs ? ExitCode.OK : ExitCode.ERROR; // the end of the process stops the bridge
    }
}
