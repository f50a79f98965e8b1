package ai.openclaw.lightning.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code lightning} command and its subcommands. */
@Command(
        name = "lightning",
        description = "Receives an agent's trace events, stores them durably, and finds out which prompt changes help.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, DemoCommand.class, ImportCommand.class, VersionCommand.class, HelpCommand.class
        },
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 ok, 1 error, 2 wrong usage, 3 not running, 4 unhealthy, 5 port taken."})
public final class Lightning {

    /** The answer of {@link #execute} when a bridge now runs: the process must not be ended. */
    public static final int KEEP_RUNNING = -1;

    /** Executes a command line; the answer is an exit code, or {@link #KEEP_RUNNING}. */
    public static int execute(String... arguments) {
        Optional<RunFlags> run = RunFlags.of(arguments);
        if (run.isPresent()) {
            return new Runner(System.getenv(), System.err).run(run.get());
        }
        if (arguments.length == 0) {
            commandLine().usage(System.err);
            return ExitCode.USAGE;
        }
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Lightning());
        commandLine.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                command.getCommandSpec().mixinStandardHelpOptions(true);
            }
        });
        return commandLine.setUsageHelpAutoWidth(true).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("lightning: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return ExitCode.ERROR;
        });
    }
}
