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
        description = "Install a service that starts the bridge at each login.",
        footer = {
            "",
            "On Linux it is a systemd user unit, and on macOS a launchd agent; neither needs root. On Windows it is a "
                    + "service, and you need to be an administrator. Run the command again to update an existing service. "
                    + "The service reads its settings from config.json in its home.",
            "",
            "Exit codes: 0 installed, 1 not installed, and nothing new is running."
        })
public final class InstallServiceCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--no-start", description = "Only write the definition, and print how to start it.")
    private boolean noStart;

    private final CommandContext context;

    public InstallServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> environment = context.environment();
        Service.Parts parts = Service.Parts.of(Installation.current(), home.home(), environment);
        Service.of(parts, environment, Shell::real).install(!noStart).forEach(context::say);
        return ExitCode.OK;
    }
}
