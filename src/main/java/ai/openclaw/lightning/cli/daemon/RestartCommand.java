package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning restart}. */
@Command(
        name = "restart",
        description = "Stop the bridge, if one runs, and start it in the background, with the settings of now.",
        footer = {
            "",
            "Flags of the last start are not remembered; what is to last belongs into config.json. Where a service is",
            "installed for the home, it is what runs afterwards, whatever ran before."
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
        Daemon daemon = new Daemon(home, new Output(context), context.environment());
        daemon.check(options.settings()); // with settings that can't be used there would be no new one
        daemon.stop();
        return daemon.start(options.settings(), options.limit());
    }
}
