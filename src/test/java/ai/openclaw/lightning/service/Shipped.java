package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Path;
import java.util.Optional;

/** The definitions as they are shipped: the repository has them where a distribution has. */
final class Shipped {

    static final Installation INSTALLATION = new Installation(Path.of("").toAbsolutePath());

    private Shipped() {}

    /** {@code java} may be null. */
    static Service.Parts parts(Path home, String java) {
        return new Service.Parts(INSTALLATION, new Home(home), Optional.ofNullable(java));
    }

    /** A service of systemd whose home and unit are below that folder. */
    static SystemdService systemd(Path folder, Shell shell) {
        return new SystemdService(
                parts(folder.resolve("home"), null), folder.resolve("units/openclaw-lightning.service"), shell);
    }
}
