package ai.openclaw.lightning.cli.install;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.service.Installation;
import ai.openclaw.lightning.service.Service;
import ai.openclaw.lightning.service.Shell;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning install-service}. */
@Command(
        name = "install-service",
        description = "Have the bridge run in the background, now and from each login on.",
        footer = {
            "",
            "Linux: a unit of your own systemd. macOS: an agent of launchd. Windows: a service, as an administrator.",
            "No root is needed on Linux and macOS. Doing it again brings an existing service up to date.",
            "Settings for the service belong into config.json in its home.",
            "",
            "Exit codes: 0 installed, 1 it could not be, and nothing new runs."
        })
public final class InstallServiceCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--no-start", description = "Only write the definition, and say how to start it.")
    private boolean noStart;

    private final CommandContext context;

    public InstallServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> environment = context.environment();
        Service.Parts parts = Service.Parts.of(Installation.current(), home.home(), environment);
        Service.of(parts, environment, Shell::real).install(!noStart).forEach(context.err()::println);
        return ExitCode.OK;
    }
}
