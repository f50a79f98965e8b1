package ai.openclaw.lightning.cli.install;

import ai.openclaw.lightning.cli.daemon.Daemon;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.setup.Disconnection;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.service.Installation;
import ai.openclaw.lightning.service.Service;
import ai.openclaw.lightning.service.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning uninstall}. */
@Command(
        name = "uninstall",
        description = "Remove the service and the program, and with --purge your data.",
        footer = {
            "",
            "It disconnects the agents and stops the bridge first. Without --purge, your settings and traces stay in place, and a later "
                    + "installation finds them. If you unpacked the program by hand, its folder stays, and the output says so.",
            "",
            "Exit codes: 0 done, 1 something could not be removed or --purge was not confirmed.",
            "Examples:",
            "  lightning uninstall",
            "  lightning uninstall --purge --yes"
        })
public final class UninstallCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--purge", description = "Delete the home too: settings, traces, suggestions, logs.")
    private boolean purge;

    @Option(names = "--yes", description = "Delete the home without asking.")
    private boolean yes;

    private final CommandContext context;

    public UninstallCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Home target = home.home();
        Map<String, String> environment = context.environment();
        Installation installation = Installation.current();
        if (purge && !yes && Files.exists(target.root())) {
            confirm(target.root());
        }
        // A port without its bridge is free for any program, and the agents would send it their prompts.
        new Disconnection(environment, false, key(), new Output(context)).all(target);
        Service.Parts parts = Service.Parts.of(installation, target, environment);
        print(Service.of(parts, environment, Shell::real).uninstall());
        stop();
        print(purge ? purge(target) : left(target));
        print(installation.remove()); // last, because classes are still loaded from it
        return ExitCode.OK;
    }

    /** Settings that are wrong must not keep the program here. */
    private Secret key() {
        try {
            return home.config().get(BridgeSection.API_KEY);
        } catch (ConfigException e) {
            return Secret.NONE;
        }
    }

    private void confirm(Path root) throws IOException {
        context.err().print("This deletes all traces, suggestions and settings in " + root + ". Type yes: ");
        context.err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw new CommandFailure(ExitCode.ERROR, "nothing was removed; to skip the question: --purge --yes");
        }
    }

    private void stop() {
        Optional<HomeLock.Holder> holder = home.holder();
        if (holder.isPresent()) {
            new Daemon(home, new Output(context), context.environment()).stop(holder.get());
            print(List.of("stopped the bridge (process " + holder.get().pid() + ")"));
        }
    }

    private static List<String> left(Home target) {
        return Files.exists(target.root())
                ? List.of("kept your settings and traces in " + target.root() + " (--purge deletes them)")
                : List.of();
    }

    private static List<String> purge(Home target) throws IOException {
        List<Path> foreign = target.delete();
        return foreign.isEmpty()
                ? List.of("deleted " + target.root())
                : List.of("deleted the bridge's files in " + target.root() + "; kept other files: " + foreign);
    }

    private void print(List<String> lines) {
        lines.forEach(context::say);
    }
}
