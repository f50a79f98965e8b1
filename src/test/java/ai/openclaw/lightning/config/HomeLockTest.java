package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.config.HomeLock.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock notices when its file is no longer the one at the home's path. */
final class HomeLockTest {

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void onlyWhereFilesHaveAnIdentity() throws IOException {
        assumeTrue(
                Files.readAttributes(folder, BasicFileAttributes.class).fileKey() != null,
                "a locked file can't be deleted here");
        home = new Home(folder);
    }

    @Test
    void look_fileUntouched_held() throws IOException {
        try (HomeLock lock = HomeLock.take(home)) {
            assertThat(lock.look()).isEqualTo(Standing.HELD);
        }
    }

    @Test
    void look_fileDeleted_takenAgainWithItsAddress() throws IOException {
        try (HomeLock lock = HomeLock.take(home)) {
            lock.publish("http://127.0.0.1:8765");
            Files.delete(home.lockFile());

            assertThat(lock.look()).isEqualTo(Standing.TAKEN_AGAIN);
            assertThat(HomeLock.holder(home))
                    .contains(new HomeLock.Holder(ProcessHandle.current().pid(), "http://127.0.0.1:8765"));
            assertThat(lock.look()).isEqualTo(Standing.HELD);
        }
    }

    @Test
    void look_fileReplacedByOneThatNobodyHas_takenAgain() throws IOException {
        try (HomeLock lock = HomeLock.take(home)) {
            Files.delete(home.lockFile());
            Files.writeString(home.lockFile(), "somebody's\n");

            assertThat(lock.look()).isEqualTo(Standing.TAKEN_AGAIN);
        }
    }

    @Test
    void look_anotherHasTheHome_lostAndTheOtherKeepsIt() throws IOException {
        try (HomeLock lock = HomeLock.take(home)) {
            Files.delete(home.lockFile());
            try (HomeLock other = HomeLock.take(home)) {
                assertThat(lock.look()).isEqualTo(Standing.LOST);
                assertThat(other.look()).isEqualTo(Standing.HELD);
            }
        }
    }
}
