package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.Surroundings;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.HomeLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning restart}. */
@Command(
        name = "restart",
        description = "Stop the bridge, if one runs, and start it in the background, with the settings of now.",
        footer = {"", "Flags of the last start are not remembered; what is to last belongs into config.json."})
public final class RestartCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private StartOptions options;

    private final Surroundings surroundings;

    public RestartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // Before the old one is gone: with settings that can't be used there would be no new one.
        ConfigLoader.load(home.home().configFile(), surroundings.environment(), options.settings());
        Daemon daemon = new Daemon(home, new Output(surroundings), surroundings.environment());
        Optional<HomeLock.Holder> holder = home.holder();
        holder.ifPresent(daemon::stop);
        return daemon.start(options.settings(), options.limit());
    }
}
