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
 * Ends this process's bridge in order, whatever ends the process. After a clean stop the exit code is 0, not the JVM's 143:
 * launchd and the service wrappers of Windows would take that for a crash, and start the bridge that was just stopped.
 */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Home home;
    private final HomeLock lock;
    private final Deque<AutoCloseable> first = new ArrayDeque<>();

    /** Until the start has come to its end it has failed, whatever ends it. */
    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.ERROR);

    private volatile boolean homeLost;

    Shutdown(Home home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
    }

    /** From now on a signal ends the bridge in order. What is added later is closed before. */
    void install(AutoCloseable bridge) {
        closeFirst(bridge);
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    synchronized void closeFirst(AutoCloseable part) {
        first.push(part);
    }

    /** The port file says from now on where the bridge is, until it ends. */
    void publish(int port) throws IOException {
        Home.write(home.portFile(), port + "\n");
        closeFirst(() -> {
            if (!homeLost) { // else it is the other bridge's by now
                Files.deleteIfExists(home.portFile());
            }
        });
    }

    /** What the process ends with, when it does. */
    int exitWith(int code) {
        exitCode.set(code);
        return code;
    }

    /** Another process has the home: this one has to go. */
    void homeIsLost() {
        homeLost = true;
        System.exit(exitWith(ExitCode.ERROR));
    }

    /**
     * The process ends when this returns, so it waits for all of it; a failure of one step must not skip the next. After a
     * failure the JVM ends with a code of its own, which is never 0.
     */
    private synchronized void run() {
        boolean clean = true;
        while (!first.isEmpty()) {
            clean &= step(first.pop()::close);
        }
        clean &= step(lock::close);
        if (clean) {
            Runtime.getRuntime().halt(exitCode.get());
        }
    }

    /** One thing to do at the end. */
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
