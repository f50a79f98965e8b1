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
}
