package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bridge as a service of this operating system, for the user who asks. Both ways may be gone again and again. */
public sealed interface Service permits SystemdService, LaunchdService, WindowsService {

    /**
     * What a service needs to know.
     *
     * @param installation the program
     * @param home the bridge's home
     * @param java the java that the user named to the launcher; empty where it finds one itself
     */
    record Parts(Installation installation, Home home, Optional<String> java) {

        /** A java is pinned only where the user pinned it: another one's path may be gone after its next update. */
        public static Parts of(Installation installation, Home home, Map<String, String> environment) {
            String named = environment.getOrDefault("LIGHTNING_JAVA", "");
            String javaHome = installation.hasJava() ? "" : environment.getOrDefault("JAVA_HOME", "");
            String java = named.isEmpty() && isOfThisProcess(javaHome) ? javaIn(javaHome) : named;
            return new Parts(installation, home, java.isEmpty() ? Optional.empty() : Optional.of(java));
        }

        /** The launcher passes over a JAVA_HOME that is too old or has no java; a service must not be bound to that. */
        private static boolean isOfThisProcess(String javaHome) {
            try {
                return !javaHome.isEmpty()
                        && Files.isSameFile(Path.of(javaHome), Path.of(System.getProperty("java.home")));
            } catch (IOException | InvalidPathException notThere) {
                return false;
            }
        }

        private static String javaIn(String javaHome) {
            boolean windows = ServiceKind.ofThisSystem() == ServiceKind.WINDOWS;
            return Path.of(javaHome, "bin", windows ? "java.exe" : "java").toString();
        }
    }

    /**
     * Puts the definition in place and, if wanted, starts the service now and at each login.
     *
     * @return what was done and what is left to do, a line each
     * @throws ServiceException when it can't be done; nothing is running then that was not before
     */
    List<String> install(boolean start);

    /**
     * Stops the service and takes its definition away. Data and settings stay.
     *
     * @return what was done; says so where there was nothing to do
     */
    List<String> uninstall();

    /** The kind of service that this system has. */
    static Service of(Parts parts, Map<String, String> environment, Shell shell) {
        return switch (ServiceKind.ofThisSystem()) {
            case WINDOWS -> new WindowsService(parts, shell);
            case LAUNCHD -> new LaunchdService(parts, ServiceKind.LAUNCHD.definition(environment), shell);
            case SYSTEMD -> new SystemdService(parts, ServiceKind.SYSTEMD.definition(environment), shell);
        };
    }
}
