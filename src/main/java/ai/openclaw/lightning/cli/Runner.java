package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.LoggingSection;
import ai.openclaw.lightning.doctor.PortHolder;
import ai.openclaw.lightning.logging.Logging;
import ai.openclaw.lightning.service.Supervisor;
import ai.openclaw.lightning.service.Watchdog;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a bridge for as long as the process lives. */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** PostgreSQL checks its lock every minute, too. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final PrintStream err;

    Runner(Map<String, String> environment, PrintStream err) {
        this.environment = environment;
        this.err = err;
    }

    /** Returns an exit code, or {@link Lightning#KEEP_RUNNING} when the bridge is up. */
    int run(RunFlags flags) {
        Thread.setDefaultUncaughtExceptionHandler(Runner::endedBy);
        Home home = Home.locate(flags.home(), environment);
        ConfigLoader.Loaded loaded;
        try {
            loaded = ConfigLoader.load(home.configFile(), environment, settings(flags));
        } catch (ConfigException e) {
            return fail(ExitCode.USAGE, e.getMessage());
        }
        try {
            HomeLock lock = HomeLock.take(home);
            Logging.configure(loaded.config(), home);
            loaded.warnings().forEach(LOG::warn);
            int code = start(loaded.config(), home, lock, flags.background());
            if (flags.background() && code == Lightning.KEEP_RUNNING) {
                Logging.leaveStandardError();
                LOG.info("version {} is ready on {}", Version.current(), home.root());
            }
            return code;
        } catch (ConfigException e) {
            return fail(ExitCode.ERROR, e.getMessage());
        }
    }

    /** A pool refuses work once it is closed, as this process stops, and then nobody waits for that work any more. */
    static void endedBy(Thread thread, Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            LOG.debug("thread {} had work for a closed pool", thread.getName(), failure);
        } else {
            LOG.error("thread {} ended with an uncaught error", thread.getName(), failure);
        }
    }

    private static Map<String, String> settings(RunFlags flags) {
        if (!flags.background()) {
            return flags.settings();
        }
        Map<String, String> settings = new HashMap<>(flags.settings());
        settings.put(LoggingSection.FILE_ENABLED.key(), "true");
        return settings;
    }

    private int start(Config config, Home home, HomeLock lock, boolean background) {
        Shutdown shutdown = new Shutdown(home, lock, () -> sayStopped(background));
        try {
            Bridge bridge = Bridge.start(config, home, Version.current());
            shutdown.install(bridge);
            Optional<Supervisor> supervisor =
                    Supervisor.of(environment, ProcessHandle.current().pid());
            Optional<Watchdog> watchdog = supervisor
                    .flatMap(Supervisor::watchdog)
                    .map(limit -> new Watchdog(supervisor.orElseThrow(), limit, bridge::writerTurn));
            watchdog.ifPresent(shutdown::closeFirst);
            shutdown.publish(bridge.port());
            lock.publish(BridgeAddress.of(config).localUrl(bridge.port()));
            announce(new Banner(config, home, bridge.port()), supervisor);
            watchdog.ifPresent(Watchdog::start);
            shutdown.exitWith(ExitCode.OK);
            guard(home, lock, shutdown);
            shutdown.closeFirst(ClassArchive.inBackground(home));
            return Lightning.KEEP_RUNNING;
        } catch (ConfigException e) {
            return shutdown.exitWith(fail(ExitCode.USAGE, e.getMessage()));
        } catch (Exception | LinkageError e) {
            return shutdown.exitWith(
                    isPortTaken(e)
                            ? fail(ExitCode.PORT_TAKEN, PortHolder.describe(config.get(BridgeSection.PORT)))
                            : fail(ExitCode.ERROR, "the bridge can't start: " + FailureWords.of(e, () -> home)));
        }
    }

    private void guard(Home home, HomeLock lock, Shutdown shutdown) {
        HomeGuard guard = new HomeGuard(lock::look, LOOK_EVERY, () -> {
            String other = HomeLock.holder(home)
                    .map(holder -> " (process " + holder.pid() + ")")
                    .orElse("");
            fail(
                    ExitCode.ERROR,
                    home.root() + ": bridge.lock was deleted, and another bridge" + other
                            + " has since taken the home; this one stops");
            shutdown.homeIsLost();
        });
        shutdown.closeFirst(guard);
        guard.start();
    }

    /** Behind the ^C that a terminal shows. */
    private void sayStopped(boolean background) {
        if (!background && !Logging.isJournal()) {
            err.println((System.getProperty("lightning.columns") == null ? "" : System.lineSeparator())
                    + "stopped; everything is stored");
        }
    }

    private void announce(Banner banner, Optional<Supervisor> supervisor) {
        if (Logging.isJournal()) {
            LOG.info("ready at {}, home {}", banner.address(), banner.home().root());
        } else {
            banner.lines(OutputStyle.of(System.getProperty("lightning.columns"), environment))
                    .forEach(err::println);
        }
        supervisor.ifPresent(systemd -> systemd.ready("ready at " + banner.address()));
    }

    private int fail(int exitCode, String reason) {
        if (Logging.isJournal()) {
            LOG.error(reason);
        } else {
            err.println("lightning: " + reason);
        }
        return exitCode;
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind
                    && String.valueOf(bind.getMessage()).contains("in use")) {
                return true;
            }
        }
        return false;
    }
}
