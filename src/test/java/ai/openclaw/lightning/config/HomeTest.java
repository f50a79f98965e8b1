package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the home is. */
class HomeTest {

    @Test
    void locate_eachPlace_inOrder() {
        Map<String, String> both = Map.of("LIGHTNING_HOME", "/a", "OPENCLAW_STATE_DIR", "/b");

        assertThat(Home.locate("/c", both).root()).isEqualTo(Path.of("/c").toAbsolutePath());
        assertThat(Home.locate(null, both).root()).isEqualTo(Path.of("/a").toAbsolutePath());
        assertThat(Home.locate(null, Map.of("OPENCLAW_STATE_DIR", "/b")).root())
                .isEqualTo(Path.of("/b/lightning").toAbsolutePath());
        assertThat(Home.locate(null, Map.of("LIGHTNING_HOME", " ")).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".openclaw", "lightning"));
        if (File.separatorChar == '/') {
            assertThat(Home.locate(null, Map.of("HOME", "/people/me")).root())
                    .isEqualTo(Path.of("/people/me/.openclaw/lightning"));
        }
    }
}
