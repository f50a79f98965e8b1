package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.HomeLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning stop}. */
@Command(
        name = "stop",
        description = "Stop the bridge, once all confirmed events are stored.",
        footer = {
            "",
            "If the bridge runs as a service, this stops the service, which starts again at the next login.",
            "",
            "Exit codes: 0 stopped, 1 not stopped, 3 not running."
        })
public final class StopCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    private final CommandContext context;

    public StopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<HomeLock.Holder> holder = home.holder();
        Daemon daemon = new Daemon(home, new Output(context), context.environment());
        if (!daemon.stop()) {
            context.say("no bridge is running on " + home.home().root());
            return ExitCode.NOT_RUNNING;
        }
        context.say("stopped"
                + holder.map(known -> " (process " + known.pid() + ")").orElse(""));
        daemon.serviceName()
                .ifPresent(service -> context.say("the service " + service
                        + " starts again at the next login. To start it now: lightning start"));
        return ExitCode.OK;
    }
}
