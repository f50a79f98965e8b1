package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service manager that keeps the bridge of one home running. Whoever starts or stops that bridge has to ask it:
 * beside its back, one that was stopped may come again, and one that was started is in its way. All of it blocks until
 * it is done, or failed with a {@link ServiceException}.
 */
public interface ServiceControl {

    /** What people know the service by. */
    String name();

    /** Whether it runs the bridge, or is about to: then killing the bridge would not be enough. */
    boolean isActive();

    /** Starts the service; some managers return before the bridge is ready. */
    void start();

    /** Ends the bridge, if one runs, and any attempt to start one; the service starts again at the next login. */
    void stop();

    /**
     * The manager of this system, if a service is installed there for that home and it answers. None on Windows, where
     * starting and stopping a service takes an administrator.
     */
    static Optional<ServiceControl> of(Home home, Map<String, String> environment, Shell shell) {
        ServiceKind kind = ServiceKind.ofThisSystem();
        Path definition = kind.definition(environment);
        if (kind == ServiceKind.WINDOWS || !Files.isRegularFile(definition)) {
            return Optional.empty();
        }
        if (kind == ServiceKind.LAUNCHD) {
            Launchctl launchctl = new Launchctl(definition, shell);
            return launchctl.manages(home) ? Optional.of(launchctl) : Optional.empty();
        }
        Systemctl systemctl = new Systemctl(shell);
        return systemctl.manages(home) ? Optional.of(systemctl) : Optional.empty();
    }
}
