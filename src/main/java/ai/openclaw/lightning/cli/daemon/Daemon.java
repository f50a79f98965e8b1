package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigException;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.HomeLock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts and stops the bridge of one home, and waits until it is so. */
public final class Daemon {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HomeOption home;
    private final Output output;
    private final Map<String, String> environment;

    public Daemon(HomeOption home, Output output, Map<String, String> environment) {
        this.home = home;
        this.output = output;
        this.environment = environment;
    }

    /**
     * Starts a bridge and waits until it answers.
     *
     * @param settings key to value, as on {@code run}'s command line
     * @return an exit code
     */
    int start(Map<String, String> settings, Duration limit) {
        ConfigLoader.load(home.home().configFile(), environment, settings); // a mistake is told here, not in a log
        prepareHome();
        Background background = new Background(home.home(), System.getProperty("lightning.launcher"));
        Process process = background.start(settings);
        boolean decided = await(() -> isReady() || !process.isAlive(), limit);
        if (isReady()) {
            sayWhere("running");
            return ExitCode.OK;
        }
        if (decided) {
            output.talk(background.lastWords());
            int code = process.exitValue();
            return code == ExitCode.PORT_TAKEN || code == ExitCode.USAGE ? code : ExitCode.ERROR;
        }
        output.talk("the bridge (process " + process.pid() + ") is not ready after " + limit.toSeconds()
                + " s; it goes on trying, as a large database may take its time. To look: lightning logs -f");
        return ExitCode.UNHEALTHY;
    }

    private void prepareHome() {
        try {
            HomeLock.take(home.home()).close();
        } catch (ConfigException | IOException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage());
        }
    }

    /** Whether a bridge answers; one that starts is waited for by the caller. */
    boolean isReady() {
        return home.holder().map(HomeLock.Holder::address).isPresent();
    }

    /** Prints where the bridge is, which must be ready. */
    void sayWhere(String state) {
        HomeLock.Holder holder = home.holder().orElseThrow(home::notRunning);
        output.line(state + " at " + holder.address());
        output.field("process", holder.pid());
        output.field("home", home.home().root());
        output.field("log", home.home().logFile());
    }

    /** Asks the bridge to end, and waits until the home is free. */
    public void stop(HomeLock.Holder holder) {
        Optional<ProcessHandle> process = ProcessHandle.of(holder.pid()).filter(Daemon::isOurs);
        if (process.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the home " + home.home().root() + " is in use, but not by a bridge that can be seen from here"
                            + " (process " + holder.pid() + "); end it where it runs");
        }
        if (!process.get().destroy()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "process " + holder.pid() + " can't be stopped by this user; try: sudo kill " + holder.pid());
        }
        BooleanSupplier gone = () -> !process.get().isAlive() && home.holder().isEmpty();
        if (!await(gone, PATIENCE)) {
            output.talk("waiting for requests under way and the last writes");
        }
        if (!await(gone, STOP_MAX)) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "process " + holder.pid() + " does not end; what was answered is stored, so this loses nothing:"
                            + " kill -9 " + holder.pid());
        }
    }

    /** A pid may be another machine's on a shared folder: whose command line is known must be a bridge's. */
    private static boolean isOurs(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains("lightning"))
                .orElse(true);
    }

    static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY.toMillis()));
        }
        return true;
    }
}
