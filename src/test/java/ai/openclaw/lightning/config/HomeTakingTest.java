package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bridge has a home at a time, and only what is a home. */
class HomeTakingTest {

    @TempDir
    Path folder;

    @Test
    void take_foldersOfSomethingElse_refusedAndLeftAlone() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.tex"), "");

        assertThatThrownBy(() -> HomeLock.take(new Home(folder)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not a home of OpenClaw Lightning");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(thesis);
        }
    }

    @Test
    void take_second_refusedWithPidUntilTheFirstCloses() throws IOException {
        Home home = new Home(folder);
        HomeLock first = HomeLock.take(home);

        assertThatThrownBy(() -> HomeLock.take(home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another bridge is running")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        first.close();
        HomeLock.take(home).close();
    }

    @Test
    void holder_eachState_saysWhoAndWhere() throws IOException {
        Home home = new Home(folder);
        assertThat(HomeLock.holder(home)).isEmpty();
        long pid = ProcessHandle.current().pid();
        try (HomeLock lock = HomeLock.take(home)) {
            assertThat(HomeLock.holder(home)).contains(new HomeLock.Holder(pid, null));
            lock.publish("http://127.0.0.1:8765");
            assertThat(HomeLock.holder(home)).contains(new HomeLock.Holder(pid, "http://127.0.0.1:8765"));
        }
        assertThat(HomeLock.holder(home)).isEmpty(); // though the file still names it
    }

    @Test
    void take_homeIsAFile_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> HomeLock.take(new Home(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("can't be used");
    }
}
