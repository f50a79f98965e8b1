package ai.openclaw.lightning.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.doctor.CheckResult;
import ai.openclaw.lightning.doctor.CheckResult.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bridge finds wrong with its own home and machine. */
final class SetupTest {

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(folder.resolve("home"));
        HomeLock.take(home).close();
    }

    private CheckResult check(String name) {
        return new Setup(Config.defaults(), home)
                .checks().stream()
                        .filter(check -> check.check().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void price_where0Stands_isUnknown() {
        assertThat(new Setup(Config.defaults(), home).pricePerMillionTokens()).isNull();
        assertThat(new Setup(Config.of(Map.of("page.price_per_million_tokens", "0.15")), home).pricePerMillionTokens())
                .isEqualTo(0.15);
    }

    @Test
    void checks_soundHome_findNothing() {
        assertThat(check("permissions").level()).isEqualTo(Level.OK);
        assertThat(check("home").detail()).isEqualTo(home.root().toString());
        assertThat(check("daemons").detail()).doesNotContain("no bridge is running");
    }

    @Test
    void checks_homeThatOthersRead_sayWhatToType() throws IOException {
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(check("permissions").level()).isEqualTo(Level.FAILURE);
        assertThat(check("permissions").fix()).isEqualTo("chmod -R go-rwx '" + home.root() + "'");
    }
}
