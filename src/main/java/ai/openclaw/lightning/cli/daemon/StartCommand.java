package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning start}. */
@Command(
        name = "start",
        description = "Start the bridge in the background.",
        footer = {
            "",
            "It waits until the bridge answers. The bridge logs to logs/bridge.log in its home, and keeps running when "
                    + "you close the terminal. If one is already running, nothing changes.",
            "",
            "To start it at every login, run lightning install-service once. After that, this command starts the "
                    + "service, which reads its settings only from config.json.",
            "",
            "Exit codes: 0 running, 1 error, 2 wrong usage or settings, 4 not ready in time, 5 port taken."
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
        Duration limit = options.limit();
        Daemon daemon = new Daemon(home, new Output(context), context.environment());
        if (home.holder().isPresent()) {
            if (!options.settings().isEmpty()) {
                daemon.check(options.settings()); // a mistake in them is one, even where they change nothing
            }
            if (!Daemon.await(() -> daemon.isReady() || home.holder().isEmpty(), limit)) {
                context.say("a bridge is starting on " + home.home().root() + ", but it is not ready yet");
                return ExitCode.UNHEALTHY;
            }
            if (daemon.isReady()) {
                daemon.printAddress("already running");
                if (!options.settings().isEmpty()) {
                    context.say("it keeps its old settings; to change them, run lightning restart with the"
                            + " same flags");
                }
                return ExitCode.OK;
            }
        }
        return daemon.start(options.settings(), limit);
    }
}
