package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge without a team pays nothing for those that have one. */
final class TeamNotLoadedTest {

    @Test
    void start_withoutATeam_loadsNoClassOfSharing(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        Path loaded = folder.resolve("loaded");
        Process bridge = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--home",
                        home.toString(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            Eventually.until(
                    Duration.ofSeconds(60),
                    () -> Files.readString(folder.resolve("log")),
                    () -> Files.exists(home.resolve("bridge.port")));
        } finally {
            bridge.destroy();
            assertThat(bridge.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(loaded))
                .contains("ai.openclaw.lightning.Bridge")
                .doesNotContain("ai.openclaw.lightning.sharing");
    }
}
