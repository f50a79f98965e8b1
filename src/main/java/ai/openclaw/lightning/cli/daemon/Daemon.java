package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.service.ServiceControl;
import ai.openclaw.lightning.service.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts and stops the bridge of one home, as a service where it is installed as one, and waits until it is so. */
public final class Daemon {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HomeOption home;
    private final Output output;
    private final Map<String, String> environment;
    private final Optional<ServiceControl> keeper;

    public Daemon(HomeOption home, Output output, Map<String, String> environment) {
        this(home, output, environment, ServiceControl.of(home.home(), environment, Shell::real));
    }

    Daemon(HomeOption home, Output output, Map<String, String> environment, Optional<ServiceControl> keeper) {
        this.home = home;
        this.output = output;
        this.environment = environment;
        this.keeper = keeper;
    }

    /** What a person knows the service by that keeps this bridge; empty where there is none. */
    Optional<String> service() {
        return keeper.map(ServiceControl::name);
    }

    /**
     * Tells a mistake in the settings here, not in a log and not after a bridge is gone that ran.
     *
     * @throws ConfigException when a bridge could not start with them
     * @throws CommandFailure when the bridge is a service and there are {@code settings}, which it would never see
     */
    void check(Map<String, String> settings) {
        if (keeper.isPresent() && !settings.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the bridge of this home is the service " + keeper.get().name() + ", which takes its settings from "
                            + home.home().configFile() + " only: write them there");
        }
        ConfigLoader.load(home.home().configFile(), keeper.isPresent() ? Map.of() : environment, settings);
    }

    /**
     * Starts a bridge and waits until it answers.
     *
     * @param settings key to value, as on {@code run}'s command line
     * @return an exit code
     */
    int start(Map<String, String> settings, Duration limit) {
        check(settings);
        return keeper.isPresent() ? startKept(keeper.get(), limit) : startPlain(settings, limit);
    }

    private int startKept(ServiceControl manager, Duration limit) {
        if (!Files.exists(home.home().root())) {
            prepareHome(); // where there is none, the service may not make one
        }
        CompletableFuture<Void> asked = CompletableFuture.runAsync(manager::start);
        await(() -> isReady() || asked.isCompletedExceptionally(), limit);
        if (isReady()) {
            sayWhere("running");
            sayWhatItDoesNotSee();
            return ExitCode.OK;
        }
        if (asked.isCompletedExceptionally()) {
            throw reason(asked);
        }
        output.talk(manager.name() + " is not ready after " + limit.toSeconds()
                + " s; it goes on trying, as a large database may take its time. To look: lightning logs -f");
        return ExitCode.UNHEALTHY;
    }

    private static RuntimeException reason(CompletableFuture<Void> failed) {
        try {
            failed.join();
            throw new IllegalStateException("it did not fail");
        } catch (CompletionException e) {
            return e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** A variable that works for other commands would otherwise be missed without a word. */
    private void sayWhatItDoesNotSee() {
        ConfigLoader.load(home.home().configFile(), environment, Map.of()).origins().values().stream()
                .filter(environment::containsKey)
                .sorted()
                .forEach(variable -> output.talk(
                        variable + " is set here, but the service does not see it: it reads config.json in its home"));
    }

    private int startPlain(Map<String, String> settings, Duration limit) {
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
        keeper.filter(ServiceControl::isActive).ifPresent(active -> output.field("service", active.name()));
    }

    /**
     * Ends the bridge, and any attempt of its service to start one; a plain bridge on the home of a service too.
     *
     * @return false when there was nothing to end
     */
    boolean stop() {
        Optional<ServiceControl> active = keeper.filter(ServiceControl::isActive);
        active.ifPresent(ServiceControl::stop);
        Optional<HomeLock.Holder> holder = home.holder();
        holder.ifPresent(this::stop);
        return active.isPresent() || holder.isPresent();
    }

    /** Asks this bridge, which no service keeps, to end, and waits until the home is free. */
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
