package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.doctor.HookChecks;
import ai.openclaw.lightning.service.ServiceControl;
import ai.openclaw.lightning.service.Shell;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts and stops the bridge of one home, through its service if one is installed, and waits until that is done. */
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

    /** Returns the name of the service that runs this bridge, if any. */
    Optional<String> serviceName() {
        return service.map(ServiceControl::name);
    }

    /**
     * Checks the settings now, so that the person sees a mistake at once and a running bridge is not stopped for nothing.
     *
     * @throws ConfigException if a bridge could not start with them
     * @throws CommandFailure if the bridge is a service, which would never see these {@code settings}
     */
    void check(Map<String, String> settings) {
        if (service.isPresent() && !settings.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the bridge of this home runs as the service "
                            + service.get().name()
                            + ", which reads its settings only from "
                            + home.home().configFile()
                            + ": write them there");
        }
        ConfigLoader.load(home.home().configFile(), service.isPresent() ? Map.of() : environment, settings);
    }

    /**
     * Starts a bridge and waits until it answers.
     *
     * @param settings maps keys to values, as on the command line of {@code run}
     * @return an exit code
     */
    int start(Map<String, String> settings, Duration limit) {
        check(settings);
        return service.isPresent() ? startService(service.get(), limit) : startProcess(settings, limit);
    }

    private int startService(ServiceControl service, Duration limit) {
        if (!Files.exists(home.home().root())) {
            home.prepare(); // the service may not be allowed to create it
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
                + " s; it is still starting, and a large database takes time. To watch: lightning logs -f");
        return ExitCode.UNHEALTHY;
    }

    private static RuntimeException reason(CompletableFuture<Void> failed) {
        try {
            failed.join();
            throw new IllegalStateException("the start did not fail");
        } catch (CompletionException e) {
            return e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** Other commands obey these variables, so a person would not expect the service to ignore them. */
    private void warnOfIgnoredVariables() {
        ConfigLoader.load(home.home().configFile(), environment, Map.of()).origins().values().stream()
                .filter(environment::containsKey)
                .sorted()
                .forEach(variable -> output.message(
                        variable + " is set here, but the service ignores it and reads only config.json in its home"));
    }

    private int startProcess(Map<String, String> settings, Duration limit) {
        home.prepare();
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
                + " s; it is still starting, and a large database takes time. To watch: lightning logs -f");
        return ExitCode.UNHEALTHY;
    }

    /** Whether a bridge answers. Callers wait for one that is starting. */
    boolean isReady() {
        return home.holder().map(HomeLock.Holder::address).isPresent();
    }

    /** Prints the address of the bridge, which must be ready, and which agents send elsewhere. */
    void printAddress(String state) {
        HomeLock.Holder holder = home.holder().orElseThrow(home::notRunning);
        output.line(state + " at " + holder.address());
        output.field("process", holder.pid());
        output.field("home", home.home().root());
        output.field("log", home.home().logFile());
        service.filter(ServiceControl::isActive).ifPresent(active -> output.field("service", active.name()));
        HookChecks.sentences(new HookFiles(environment), holder.address()).forEach(output::message);
    }

    /**
     * Stops the bridge and its service, and also a bridge that runs outside of the service on the same home.
     *
     * @return false if there was nothing to stop
     */
    boolean stop() {
        Optional<ServiceControl> active = service.filter(ServiceControl::isActive);
        active.ifPresent(ServiceControl::stop);
        Optional<HomeLock.Holder> holder = home.holder();
        holder.ifPresent(this::stop);
        return active.isPresent() || holder.isPresent();
    }

    /** Asks this bridge to stop, and waits until the home is free. No service may be restarting it. */
    public void stop(HomeLock.Holder holder) {
        Optional<ProcessHandle> process = ProcessHandle.of(holder.pid()).filter(Daemon::isBridge);
        if (process.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the home " + home.home().root() + " is in use by process " + holder.pid()
                            + ", which is not visible from here; stop it where it runs");
        }
        if (!process.get().destroy()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "process " + holder.pid() + " belongs to another user; to stop it: sudo kill " + holder.pid());
        }
        BooleanSupplier gone = () -> !process.get().isAlive() && home.holder().isEmpty();
        if (!await(gone, SILENT_WAIT)) {
            output.message("waiting for open requests and the last writes");
        }
        if (!await(gone, STOP_MAX)) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "process " + holder.pid()
                            + " does not stop. All confirmed events are stored, so you can safely run:" + " kill -9 "
                            + holder.pid());
        }
    }

    /** On a shared folder the pid may belong to another machine, so a known command line must be a bridge's. */
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
