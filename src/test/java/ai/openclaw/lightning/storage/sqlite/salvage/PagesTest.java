package ai.openclaw.lightning.storage.sqlite.salvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_logThatCannotBeRead_leavesNoFileOpen() throws IOException {
        Path database = Files.write(folder.resolve("damaged.db"), new byte[4_096]);
        Files.createDirectory(folder.resolve("damaged.db-wal"));

        assertThatThrownBy(() -> Pages.open(database)).isInstanceOf(IOException.class);

        assertThat(OpenFiles.in(folder)).isEmpty();
    }
}
