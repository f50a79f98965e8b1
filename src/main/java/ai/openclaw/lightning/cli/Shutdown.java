package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts this process's bridge down in order, whatever ends the process. After a clean stop the exit code is 0, not the JVM's
 * 143, which launchd and the Windows service wrappers would take for a crash and answer with a restart.
 */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Home home;
    private final HomeLock lock;
    private final Runnable stopped;
    private final Deque<AutoCloseable> first = new ArrayDeque<>();

    /** Until the start is complete, any end counts as a failed start. */
    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.ERROR);

    private volatile boolean homeLost;

    /** {@code stopped} tells the person that a running bridge has stopped in order. */
    Shutdown(Home home, HomeLock lock, Runnable stopped) {
        this.home = home;
        this.lock = lock;
        this.stopped = stopped;
    }

    /** From now on a signal shuts the bridge down in order. Steps added later run first. */
    void install(AutoCloseable bridge) {
        closeFirst(bridge);
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    synchronized void closeFirst(AutoCloseable part) {
        first.push(part);
    }

    /** Writes the port file, which says where the bridge is until it ends. */
    void publish(int port) throws IOException {
        Home.write(home.portFile(), port + "\n");
        closeFirst(() -> {
            if (!homeLost) { // otherwise it belongs to the other bridge by now
                Files.deleteIfExists(home.portFile());
            }
        });
    }

    /** Sets the exit code of the process. */
    int exitWith(int code) {
        exitCode.set(code);
        return code;
    }

    /** Ends this process, because another one holds the home. */
    void homeIsLost() {
        homeLost = true;
        System.exit(exitWith(ExitCode.ERROR));
    }

    /**
     * Runs every step, even after one has failed, and waits for all of them, because the process ends when this returns.
     * After a failure the JVM sets an exit code of its own, which is never 0.
     */
    private synchronized void run() {
        boolean clean = true;
        while (!first.isEmpty()) {
            clean &= step(first.pop()::close);
        }
        clean &= step(lock::close);
        if (clean) {
            if (exitCode.get() == ExitCode.OK) {
                stopped.run();
            }
            Runtime.getRuntime().halt(exitCode.get());
        }
    }

    /** One step of the shutdown. */
    private interface Step {
        void run() throws Exception;
    }

    private static boolean step(Step step) {
        try {
            step.run();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("the bridge did not stop cleanly", e);
        }
        return false;
    }
}
