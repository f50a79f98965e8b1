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

/** {@code lightning uninstall-service}. */
@Command(
        name = "uninstall-service",
        description = "Stop and remove the service; program and data stay.",
        footer = {"", "Exit codes: 0 no service is installed any more, 1 not removed."})
public final class UninstallServiceCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    private final CommandContext context;

    public UninstallServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> environment = context.environment();
        Service.Parts parts = Service.Parts.of(Installation.current(), home.home(), environment);
        Service.of(parts, environment, Shell::real).uninstall().forEach(context::say);
        return ExitCode.OK;
    }
}
