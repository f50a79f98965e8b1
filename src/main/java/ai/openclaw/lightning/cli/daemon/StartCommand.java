package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning start}. */
@Command(
        name = "start",
        description = "Start the bridge in the background, and wait until it answers.",
        footer = {
            "",
            "It logs to logs/bridge.log in its home, and goes on when the terminal is closed. One that is running",
            "already is left alone. To have it at every login: lightning install-service. Where that was done, this",
            "starts the service, which takes its settings from config.json only.",
            "",
            "Exit codes: 0 it runs, 1 error, 2 wrong usage or settings, 4 not ready in time, 5 the port is taken."
        })
public final class StartCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private StartOptions options;

    private final CommandContext context;

    public StartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Daemon daemon = new Daemon(home, new Output(context), context.environment());
        if (home.holder().isPresent()) {
            if (!Daemon.await(() -> daemon.isReady() || home.holder().isEmpty(), options.limit())) {
                context.err().println("a bridge is starting on " + home.home().root() + " but is not ready yet");
                return ExitCode.UNHEALTHY;
            }
            if (daemon.isReady()) {
                daemon.printAddress("already running");
                if (!options.settings().isEmpty()) {
                    context.err()
                            .println("it keeps the settings it was started with; for these: lightning restart with the"
                                    + " same flags");
                }
                return ExitCode.OK;
            }
        }
        return daemon.start(options.settings(), options.limit());
    }
}
