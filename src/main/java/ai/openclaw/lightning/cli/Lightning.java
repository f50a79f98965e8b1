package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The {@code lightning} command; its subcommands are listed in {@link CommandNames}. */
@Command(
        name = "lightning",
        description = "Stores an agent's trace events, and finds out which prompt changes help.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        commandListHeading = "",
        footer = {"", "Exit codes: 0 ok, 1 error, 2 wrong usage, 3 not running, 4 unhealthy, 5 port taken."})
public final class Lightning {

    /** What {@link #execute} returns when a bridge now runs, so the process must go on. */
    public static final int KEEP_RUNNING = -1;

    /** Executes a command line and returns an exit code, or {@link #KEEP_RUNNING}. */
    public static int execute(String... arguments) {
        try {
            return dispatch(arguments);
        } catch (RuntimeException | Error failure) {
            System.err.println("lightning: " + FailureWords.of(failure, () -> Home.locate(null, System.getenv())));
            return ExitCode.ERROR;
        }
    }

    private static int dispatch(String... arguments) {
        Optional<RunFlags> run = RunFlags.of(arguments);
        if (run.isPresent()) {
            return new Runner(System.getenv(), System.err).run(run.get());
        }
        if (BridgeRehearsal.isAskedFor(arguments)) {
            return BridgeRehearsal.run(arguments);
        }
        CommandContext context = CommandContext.ofProcess();
        if (arguments.length == 0) {
            CommandTree.of(context).usage(context.err());
            return ExitCode.USAGE;
        }
        return CommandTree.execute(context, arguments);
    }
}
