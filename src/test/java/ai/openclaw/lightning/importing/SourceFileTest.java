package ai.openclaw.lightning.importing;

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

class SourceFileTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void file_thatIsGzipByItsBeginningOnly_isRefusedAndClosed() throws IOException {
        Path file = Files.write(folder.resolve("broken.jsonl.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});

        assertThatThrownBy(() -> new SourceFile(file)).isInstanceOf(IOException.class);

        assertThat(OpenFiles.in(folder)).isEmpty();
    }
}
