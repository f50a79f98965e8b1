package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The launchd of one user, asked by its own program. */
record Launchctl(Path agent, Shell shell) implements ServiceControl {

    static final String LABEL = "com.openclaw.lightning";
    static final String FILE = LABEL + ".plist";

    /** Its answer while what it ends has not ended yet. */
    private static final int IN_PROGRESS = 36;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** Whether it answers and the agent is that home's. */
    boolean manages(Home home) {
        try {
            String text = Files.readString(agent);
            return text.contains("<string>" + escaped(home.root().toString()) + "</string>")
                    && run("print", domain()).ok();
        } catch (IOException e) {
            throw new ServiceException(agent + ": can't be read: " + IoReason.of(e), e);
        }
    }

    /** As text of a property list. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String name() {
        return LABEL + " of launchd";
    }

    @Override
    public boolean isActive() {
        Shell.Result service = run("print", service());
        return service.ok() && !service.output().contains("state = not running");
    }

    boolean isLoaded() {
        return run("print", service()).ok();
    }

    /** Returns before the bridge is ready: launchd does not know when that is. */
    @Override
    public void start() {
        if (isLoaded()) {
            runOrFail("kickstart", service());
            return;
        }
        runOrFail("enable", service());
        runOrFail("bootstrap", domain(), agent.toString());
    }

    @Override
    public void stop() {
        if (!isLoaded()) {
            return;
        }
        Shell.Result result = run("bootout", service());
        if (!result.ok() && result.exitCode() != IN_PROGRESS) {
            throw failed(result, "bootout", service());
        }
        long deadline = System.nanoTime() + Shell.LIMIT.toNanos();
        while (isLoaded()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ServiceException(LABEL + " does not stop; to see its state: launchctl print " + service());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_INTERVAL.toMillis()));
        }
    }

    private String domain() {
        return "gui/" + shell.call("id", "-u").output();
    }

    private String service() {
        return domain() + "/" + LABEL;
    }

    private void runOrFail(String... arguments) {
        Shell.Result result = run(arguments);
        if (!result.ok()) {
            throw failed(result, arguments);
        }
    }

    private static ServiceException failed(Shell.Result result, String... arguments) {
        return new ServiceException("launchctl " + String.join(" ", arguments) + " failed: " + result.firstLine()
                + ". The output of the bridge is in logs/service.log of its home");
    }

    private Shell.Result run(String... arguments) {
        return shell.call(
                Stream.concat(Stream.of("launchctl"), Stream.of(arguments)).toArray(String[]::new));
    }
}
