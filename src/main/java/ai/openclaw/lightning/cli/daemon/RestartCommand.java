package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning restart}. */
@Command(
        name = "restart",
        description = "Stop the bridge, and start it with the current settings.",
        footer = {
            "",
            "It checks the settings first, so a mistake leaves the old bridge running. It does not remember the flags "
                    + "of the last start; put lasting settings in config.json. If a service is installed for this home, "
                    + "the service runs afterwards. If no bridge runs, this command starts one.",
            "",
            "Exit codes: 0 running, 1 error, 2 wrong usage or settings, 4 not ready in time, 5 port taken."
        })
public final class RestartCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private StartOptions options;

    private final CommandContext context;

    public RestartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Duration limit = options.limit();
        Daemon daemon = new Daemon(home, new Output(context), context.environment());
        daemon.check(options.settings()); // a mistake must not leave the person without a bridge
        daemon.stop();
        return daemon.start(options.settings(), limit);
    }
}
