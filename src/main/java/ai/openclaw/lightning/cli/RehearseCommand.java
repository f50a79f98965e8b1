package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.demo.Habit;
import ai.openclaw.lightning.demo.SimulatedAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code lightning rehearse}. Packaging runs it once, so that their class archive holds the classes that short commands
 * need. It stores a few events in the bridge, and then runs each command that only reads.
 */
@Command(name = "rehearse", description = "Run every read-only command once.", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final List<String> COMMAND_LINES = List.of(
            "version",
            "status",
            "status --json",
            "stats",
            "traces",
            "traces show last",
            "traces show last --full",
            "suggestions",
            "suggestions --json",
            "experiments",
            "optimize",
            "logs",
            "config show --origin",
            "config validate",
            "config path",
            "key show --json");

    @Mixin
    private HomeOption home;

    private final CommandContext context;

    RehearseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        new SimulatedAgent(home.bridge(), Habit.REPAIRS, 1).work(System.currentTimeMillis());
        for (String line : COMMAND_LINES) {
            List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
            if (!line.equals("version")) {
                arguments.addAll(List.of("--home", home.home().root().toString()));
            }
            int code = CommandTree.execute(context, arguments.toArray(String[]::new));
            if (code != ExitCode.OK) {
                context.say("rehearse: \"" + line + "\" ended with " + code);
                return ExitCode.ERROR;
            }
        }
        return ExitCode.OK;
    }
}
