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

    private static final Duration POLL_INTERVAL = Duration.ofMillis(25);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Duration SILENT_WAIT = Duration.ofSeconds(3);

    private final HomeOption home;
    private final Output output;
    private final Map<String, String> environment;
    private final Optional<ServiceControl> service;

    public Daemon(HomeOption home, Output output, Map<String, String> environment) {
        this(home, output, environment, ServiceControl.of(home.home(), environment, Shell::real));
    }

    Daemon(HomeOption home, Output output, Map<String, String> environment, Optional<ServiceControl> service) {
        this.home = home;
        this.output = output;
        this.environment = environment;
        this.service = service;
    }

    /** What a person knows the service by that keeps this bridge; empty where there is none. */
    Optional<String> serviceName() {
        return service.map(ServiceControl::name);
    }

    /**
     * Tells a mistake in the settings here, not in a log and not after a bridge is gone that ran.
     *
     * @throws ConfigException when a bridge could not start with them
     * @throws CommandFailure when the bridge is a service and there are {@code settings}, which it would never see
     */
    void check(Map<String, String> settings) {
        if (service.isPresent() && !settings.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the bridge of this home is the service " + service.get().name()
                            + ", which takes its settings from " + home.home().configFile()
                            + " only: write them there");
        }
        ConfigLoader.load(home.home().configFile(), service.isPresent() ? Map.of() : environment, settings);
    }

    /**
     * Starts a bridge and waits until it answers.
     *
     * @param settings key to value, as on {@code run}'s command line
     * @return an exit code
     */
    int start(Map<String, String> settings, Duration limit) {
        check(settings);
        return service.isPresent() ? startService(service.get(), limit) : startProcess(settings, limit);
    }

    private int startService(ServiceControl service, Duration limit) {
        if (!Files.exists(home.home().root())) {
            prepareHome(); // where there is none, the service may not make one
        }
        CompletableFuture<Void> starting = CompletableFuture.runAsync(service::start);
        await(() -> isReady() || starting.isCompletedExceptionally(), limit);
        if (isReady()) {
            printAddress("running");
            warnOfIgnoredVariables();
            return ExitCode.OK;
        }
        if (starting.isCompletedExceptionally()) {
            throw reason(starting);
        }
        output.message(service.name() + " is not ready after " + limit.toSeconds()
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
    private void warnOfIgnoredVariables() {
        ConfigLoader.load(home.home().configFile(), environment, Map.of()).origins().values().stream()
                .filter(environment::containsKey)
                .sorted()
                .forEach(variable -> output.message(
                        variable + " is set here, but the service does not see it: it reads config.json in its home"));
    }

    private int startProcess(Map<String, String> settings, Duration limit) {
        prepareHome();
        BackgroundProcess background = new BackgroundProcess(home.home(), System.getProperty("lightning.launcher"));
        Process process = background.start(settings);
        boolean decided = await(() -> isReady() || !process.isAlive(), limit);
        if (isReady()) {
            printAddress("running");
            return ExitCode.OK;
        }
        if (decided) {
            output.message(background.startupOutput());
            int code = process.exitValue();
            return code == ExitCode.PORT_TAKEN || code == ExitCode.USAGE ? code : ExitCode.ERROR;
        }
        output.message("the bridge (process " + process.pid() + ") is not ready after " + limit.toSeconds()
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
    void printAddress(String state) {
        HomeLock.Holder holder = home.holder().orElseThrow(home::notRunning);
        output.line(state + " at " + holder.address());
        output.field("process", holder.pid());
        output.field("home", home.home().root());
        output.field("log", home.home().logFile());
        service.filter(ServiceControl::isActive).ifPresent(active -> output.field("service", active.name()));
    }

    /**
     * Ends the bridge, and any attempt of its service to start one; a plain bridge on the home of a service too.
     *
     * @return false when there was nothing to end
     */
    boolean stop() {
        Optional<ServiceControl> active = service.filter(ServiceControl::isActive);
        active.ifPresent(ServiceControl::stop);
        Optional<HomeLock.Holder> holder = home.holder();
        holder.ifPresent(this::stop);
        return active.isPresent() || holder.isPresent();
    }

    /** Asks this bridge, which no service keeps, to end, and waits until the home is free. */
    public void stop(HomeLock.Holder holder) {
        Optional<ProcessHandle> process = ProcessHandle.of(holder.pid()).filter(Daemon::isBridge);
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
        if (!await(gone, SILENT_WAIT)) {
            output.message("waiting for requests under way and the last writes");
        }
        if (!await(gone, STOP_MAX)) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "process " + holder.pid() + " does not end; what was answered is stored, so this loses nothing:"
                            + " kill -9 " + holder.pid());
        }
    }

    /** A pid may be another machine's on a shared folder: whose command line is known must be a bridge's. */
    private static boolean isBridge(ProcessHandle process) {
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
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_INTERVAL.toMillis()));
        }
        return true;
    }
}
