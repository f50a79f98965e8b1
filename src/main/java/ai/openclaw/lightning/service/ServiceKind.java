package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The service managers that are known, each the one of an operating system. */
enum ServiceKind {
    SYSTEMD,
    LAUNCHD,
    WINDOWS;

    static ServiceKind ofThisSystem() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? WINDOWS : system.startsWith("mac") ? LAUNCHD : SYSTEMD;
    }

    /** Where this user's definition is, or would be; for Windows none is a file of the user's. */
    Path definition(Map<String, String> environment) {
        Path user = Home.userFolder(environment);
        if (this == LAUNCHD) {
            return user.resolve("Library/LaunchAgents").resolve(Launchctl.FILE);
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.startsWith("/") ? Path.of(config) : user.resolve(".config");
        return folder.resolve("systemd/user").resolve(Systemctl.UNIT);
    }
}
